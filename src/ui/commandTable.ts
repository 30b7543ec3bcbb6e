import type { CommandName } from '../present/contract';
import { closeCase, newCase, openCaseFolder, showCase } from './case/caseCommands';
import { draftNotices, registerAndReport, verifyEvidenceOf } from './case/evidenceCommands';
import { showRegister } from './case/registerTable';
import { compareSnapshotsOf, openSnapshotOf, shareCopyOf, type SnapshotParts } from './case/snapshotCommands';
import { takeSnapshotOf } from './case/snapshotNow';
import { connect } from './commands/connect';
import { connectToSandbox, type ConnectParts } from './commands/connectToSandbox';
import { copyCallsAs } from './commands/copyAs';
import { copyId, copyJson, copyUserPrincipalName } from './commands/copy';
import { contextCommands, type ContextParts } from './commands/contextCommands';
import { createAppRegistration } from './commands/createAppRegistration';
import { deleteLocalData } from './commands/deleteLocalData';
import { disconnect } from './commands/disconnect';
import { exportPersonalData, type ExportParts } from './commands/exportPersonalData';
import { clearFilter, findProfiles, type FindParts } from './commands/findProfiles';
import { groupOutbound, type GroupParts } from './commands/groupOutbound';
import { matchAList } from './commands/matchAList';
import { openConsole } from './commands/openConsole';
import { openWalkthrough } from './commands/openWalkthrough';
import { refresh, retry } from './commands/refresh';
import { removePersonalData, type RemoveParts } from './commands/removePersonalData';
import { showFailure } from './commands/showFailure';
import { showRecentRequests, type RequestParts } from './commands/showRecentRequests';
import { showProfile, type ProfileParts } from './commands/showProfile';
import { showTenantDetails, type TenantDetailsParts } from './commands/showTenantDetails';
import { partnerHit, serviceHit, userHit, type TriageParts } from './commands/startTriage';
import { lock, unlock } from './commands/unlock';
import type { LocalDataParts } from './localData';
import type { Log } from './log';
import { controlRun } from './plans/commands/controlRun';
import { copyPlanAs, openPlanAsScript } from './plans/commands/copyPlan';
import { editPolicy } from './plans/commands/editPolicy';
import { showTimeline, verifyTenantJournal } from './plans/commands/journals';
import { lookAtExports } from './plans/commands/lookAtExports';
import { lookUpAgain } from './plans/commands/lookUpAgain';
import { comparePlan, openPlan, savePlan } from './plans/commands/planFiles';
import { resumeUnfinished } from './plans/commands/resumeRun';
import { runPlan } from './plans/commands/runPlan';
import { whatIf } from './plans/commands/whatIf';
import type { PlanParts } from './plans/planParts';
import { onRows, type Command } from './targets';

type CommandParts = ConnectParts &
  ContextParts &
  ExportParts &
  FindParts &
  GroupParts &
  LocalDataParts &
  PlanParts &
  ProfileParts &
  RemoveParts &
  RequestParts &
  SnapshotParts &
  TenantDetailsParts &
  TriageParts & { readonly log: Log; readonly extensionId: string };

function caseCommands(parts: SnapshotParts) {
  return {
    newCase: newCase(parts),
    openCase: openCaseFolder(parts),
    closeCase: closeCase(parts),
    showCase: showCase(parts),
    takeSnapshot: takeSnapshotOf(parts),
    openSnapshot: openSnapshotOf(parts),
    compareSnapshots: compareSnapshotsOf(parts),
    registerAndReport: registerAndReport(parts),
    showRegister: showRegister(parts),
    draftNotices: draftNotices(parts),
    verifyEvidence: verifyEvidenceOf(parts),
    shareCopy: shareCopyOf(parts),
  } satisfies Partial<Record<CommandName, Command>>;
}

function copyCommands(parts: CommandParts) {
  return {
    copyId: onRows(copyId(parts.sessions)),
    copyUserPrincipalName: onRows(copyUserPrincipalName(parts.sessions)),
    copyJson: onRows(copyJson(parts.sessions)),
    copyAs: onRows(copyCallsAs(parts)),
  } satisfies Partial<Record<CommandName, Command>>;
}

/** The function behind every command of the contract. */
export function commandTable(parts: CommandParts): Readonly<Record<CommandName, Command>> {
  return {
    ...caseCommands(parts),
    connect: connect(parts),
    connectToSandbox: connectToSandbox(parts),
    ...contextCommands(parts),
    createAppRegistration: createAppRegistration(),
    disconnect: onRows(disconnect(parts)),
    unlock: onRows(unlock(parts)),
    lock: onRows(lock(parts)),
    serviceHit: serviceHit(parts),
    partnerHit: partnerHit(parts),
    userHit: userHit(parts),
    findProfiles: findProfiles(parts),
    clearFilter: clearFilter(parts),
    matchList: matchAList(parts),
    refresh: refresh(parts),
    retry: retry(parts),
    groupOutboundByUser: groupOutbound(parts, 'user'),
    groupOutboundByTenant: groupOutbound(parts, 'tenant'),
    showTenantDetails: onRows(showTenantDetails(parts)),
    showProfile: onRows(showProfile(parts)),
    showFailure: showFailure(parts),
    exportPersonalData: onRows(exportPersonalData(parts)),
    removePersonalData: onRows(removePersonalData(parts)),
    whatIfExport: onRows(whatIf(parts, 'export')),
    whatIfRemove: onRows(whatIf(parts, 'remove')),
    openPlan: openPlan(parts),
    savePlan: savePlan(parts),
    runPlan: runPlan(parts),
    comparePlans: comparePlan(parts),
    resumeRun: resumeUnfinished(parts),
    controlRun: controlRun(parts),
    lookUpAgain: lookUpAgain(parts),
    lookAtExports: lookAtExports(parts),
    showTimeline: showTimeline(parts),
    verifyJournal: verifyTenantJournal(parts),
    editPolicy: editPolicy(parts),
    ...copyCommands(parts),
    copyPlanAs: copyPlanAs(parts),
    openPlanAsScript: openPlanAsScript(parts),
    openConsole: onRows(openConsole(parts)),
    showLog: parts.log.show,
    showRecentRequests: showRecentRequests(parts),
    openWalkthrough: openWalkthrough(parts),
    deleteLocalData: deleteLocalData(parts),
  };
}
