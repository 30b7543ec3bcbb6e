import type { CommandName } from '../present/contract';
import { connect } from './commands/connect';
import { connectToSandbox, type ConnectParts } from './commands/connectToSandbox';
import { copyId, copyJson, copyUserPrincipalName } from './commands/copy';
import { disconnect } from './commands/disconnect';
import { exportPersonalData, type ExportParts } from './commands/exportPersonalData';
import { groupOutbound, type GroupParts } from './commands/groupOutbound';
import { refresh, retry } from './commands/refresh';
import { removePersonalData, type RemoveParts } from './commands/removePersonalData';
import { showFailure } from './commands/showFailure';
import { showProfile, type ProfileParts } from './commands/showProfile';
import { showTenantDetails, type TenantDetailsParts } from './commands/showTenantDetails';
import { partnerHit, serviceHit, userHit, type TriageParts } from './commands/startTriage';
import { lock, unlock } from './commands/unlock';
import type { Log } from './log';
import { controlRun } from './plans/commands/controlRun';
import { editPolicy } from './plans/commands/editPolicy';
import { showTimeline, verifyTenantJournal } from './plans/commands/journals';
import { lookUpAgain } from './plans/commands/lookUpAgain';
import { openPlan, savePlan } from './plans/commands/planFiles';
import { resumeUnfinished } from './plans/commands/resumeRun';
import { runPlan } from './plans/commands/runPlan';
import { whatIf } from './plans/commands/whatIf';
import type { PlanParts } from './plans/planParts';
import type { Command } from './targets';

type CommandParts = ConnectParts &
  ExportParts &
  GroupParts &
  PlanParts &
  ProfileParts &
  RemoveParts &
  TenantDetailsParts &
  TriageParts & { readonly log: Log };

/** The function behind every command of the contract. */
export function commandTable(parts: CommandParts): Readonly<Record<CommandName, Command>> {
  return {
    connect: connect(parts),
    connectToSandbox: connectToSandbox(parts),
    disconnect: disconnect(parts),
    unlock: unlock(parts),
    lock: lock(parts),
    serviceHit: serviceHit(parts),
    partnerHit: partnerHit(parts),
    userHit: userHit(parts),
    refresh: refresh(parts),
    retry: retry(parts),
    groupOutboundByUser: groupOutbound(parts, 'user'),
    groupOutboundByTenant: groupOutbound(parts, 'tenant'),
    showTenantDetails: showTenantDetails(parts),
    showProfile: showProfile(parts),
    showFailure: showFailure(parts),
    exportPersonalData: exportPersonalData(parts),
    removePersonalData: removePersonalData(parts),
    whatIfExport: whatIf(parts, 'export'),
    whatIfRemove: whatIf(parts, 'remove'),
    openPlan: openPlan(parts),
    savePlan: savePlan(parts),
    runPlan: runPlan(parts),
    resumeRun: resumeUnfinished(parts),
    controlRun: controlRun(parts),
    lookUpAgain: lookUpAgain(parts),
    showTimeline: showTimeline(parts),
    verifyJournal: verifyTenantJournal(parts),
    editPolicy: editPolicy(parts),
    copyId: copyId(parts.sessions),
    copyUserPrincipalName: copyUserPrincipalName(parts.sessions),
    copyJson: copyJson(parts.sessions),
    showLog: parts.log.show,
  };
}
