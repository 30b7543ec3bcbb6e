/** Every id that the manifest shares with the code. A test compares this file with package.json, both ways. */

export const commands = {
  connect: 'sharedProfiles.connect',
  connectToSandbox: 'sharedProfiles.connectToSandbox',
  signInAgain: 'sharedProfiles.signInAgain',
  showContext: 'sharedProfiles.showContext',
  selectContext: 'sharedProfiles.selectContext',
  labelContext: 'sharedProfiles.labelContext',
  createAppRegistration: 'sharedProfiles.createAppRegistration',
  disconnect: 'sharedProfiles.disconnect',
  unlock: 'sharedProfiles.unlock',
  lock: 'sharedProfiles.lock',
  serviceHit: 'sharedProfiles.serviceHit',
  partnerHit: 'sharedProfiles.partnerHit',
  userHit: 'sharedProfiles.userHit',
  findProfiles: 'sharedProfiles.findProfiles',
  clearFilter: 'sharedProfiles.clearFilter',
  matchList: 'sharedProfiles.matchList',
  newCase: 'sharedProfiles.newCase',
  openCase: 'sharedProfiles.openCase',
  closeCase: 'sharedProfiles.closeCase',
  showCase: 'sharedProfiles.showCase',
  takeSnapshot: 'sharedProfiles.takeSnapshot',
  openSnapshot: 'sharedProfiles.openSnapshot',
  compareSnapshots: 'sharedProfiles.compareSnapshots',
  registerAndReport: 'sharedProfiles.registerAndReport',
  showRegister: 'sharedProfiles.showRegister',
  draftNotices: 'sharedProfiles.draftNotices',
  verifyEvidence: 'sharedProfiles.verifyEvidence',
  shareCopy: 'sharedProfiles.shareCopy',
  refresh: 'sharedProfiles.refresh',
  retry: 'sharedProfiles.retry',
  groupOutboundByUser: 'sharedProfiles.groupOutboundByUser',
  groupOutboundByTenant: 'sharedProfiles.groupOutboundByTenant',
  showTenantDetails: 'sharedProfiles.showTenantDetails',
  showProfile: 'sharedProfiles.showProfile',
  showFailure: 'sharedProfiles.showFailure',
  exportPersonalData: 'sharedProfiles.exportPersonalData',
  removePersonalData: 'sharedProfiles.removePersonalData',
  whatIfExport: 'sharedProfiles.whatIfExport',
  whatIfRemove: 'sharedProfiles.whatIfRemove',
  openPlan: 'sharedProfiles.openPlan',
  savePlan: 'sharedProfiles.savePlan',
  runPlan: 'sharedProfiles.runPlan',
  comparePlans: 'sharedProfiles.comparePlans',
  resumeRun: 'sharedProfiles.resumeRun',
  controlRun: 'sharedProfiles.controlRun',
  lookUpAgain: 'sharedProfiles.lookUpAgain',
  lookAtExports: 'sharedProfiles.lookAtExports',
  showTimeline: 'sharedProfiles.showTimeline',
  verifyJournal: 'sharedProfiles.verifyJournal',
  editPolicy: 'sharedProfiles.editPolicy',
  copyId: 'sharedProfiles.copyId',
  copyUserPrincipalName: 'sharedProfiles.copyUserPrincipalName',
  copyJson: 'sharedProfiles.copyJson',
  copyAs: 'sharedProfiles.copyAs',
  copyPlanAs: 'sharedProfiles.copyPlanAs',
  openPlanAsScript: 'sharedProfiles.openPlanAsScript',
  openConsole: 'sharedProfiles.openConsole',
  showLog: 'sharedProfiles.showLog',
  showRecentRequests: 'sharedProfiles.showRecentRequests',
  openWalkthrough: 'sharedProfiles.openWalkthrough',
  deleteLocalData: 'sharedProfiles.deleteLocalData',
} as const;

export type CommandName = keyof typeof commands;

/** Commands that only make sense on a node: the palette does not offer them. */
export const nodeOnlyCommands: readonly CommandName[] = ['retry', 'showFailure'];

export const viewContainers = { sharedProfiles: 'sharedProfiles' } as const;

export const views = { profiles: 'sharedProfiles.profiles' } as const;

export const webviews = { tenantDetails: 'sharedProfiles.tenantDetails', triage: 'sharedProfiles.triage' } as const;

/** Tools for language models. They read and prepare. */
export const tools = {
  listProfiles: 'sharedProfiles_listProfiles',
  findProfiles: 'sharedProfiles_findProfiles',
  tenantInformation: 'sharedProfiles_tenantInformation',
  partnerImpact: 'sharedProfiles_partnerImpact',
  explainRefusal: 'sharedProfiles_explainRefusal',
  preparePlan: 'sharedProfiles_preparePlan',
} as const;

export type ToolName = keyof typeof tools;

/** Scheme of the read-only documents. */
export const documentScheme = 'shared-profiles';

/** Scheme of the read-only pages about plans, journals and what was done. */
export const actionScheme = 'shared-profiles-actions';

/** The language of the pages under that scheme: columns in a quiet editor. */
export const pageLanguage = 'sharedProfilesPage';

export type SessionState = 'starting' | 'disconnected' | 'connecting' | 'connected';
export type OutboundGrouping = 'user' | 'tenant';

/** Context keys and what they hold. */
export interface ContextKeyValues {
  readonly 'sharedProfiles.session': SessionState;
  readonly 'sharedProfiles.outboundGrouping': OutboundGrouping;
  readonly 'sharedProfiles.filtered': boolean;
}

export const contextKeys = {
  session: 'sharedProfiles.session',
  outboundGrouping: 'sharedProfiles.outboundGrouping',
  filtered: 'sharedProfiles.filtered',
} as const satisfies Record<string, keyof ContextKeyValues>;

/** Settings with their types and defaults. */
export const settings = {
  sandboxAddress: { id: 'sharedProfiles.sandbox.address', default: '' },
  clientIds: { id: 'sharedProfiles.clientIds', default: {} },
  unlockMinutes: { id: 'sharedProfiles.unlockMinutes', default: 15 },
} as const;

export const walkthroughs = { firstSteps: 'firstSteps' } as const;

/** What a node of the tree can be; `viewItem` in `when` clauses. */
export const nodeKinds = [
  'context',
  'lostContext',
  'inbound',
  'outbound',
  'homeTenant',
  'inboundProfile',
  'outboundUser',
  'externalTenant',
  'tenantReference',
  'unreadable',
  'loadMore',
  'loading',
  'empty',
  'failed',
  'retry',
  'partial',
  'exports',
  'export',
] as const;

export type NodeKind = (typeof nodeKinds)[number];
