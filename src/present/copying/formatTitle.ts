import { t } from '@vscode/l10n';
import type { CopyFormat } from '../copyAs';
import { copyVariables } from '../copiedCall';

/** A format of copied calls by the name of its tool. */
export function formatTitle(format: CopyFormat): string {
  switch (format) {
    case 'graphPowerShell':
      return 'Graph PowerShell';
    case 'invokeMgGraphRequest':
      return 'Invoke-MgGraphRequest';
    case 'curl':
      return 'cURL';
    case 'azRest':
      return 'az rest';
    case 'm365':
      return 'm365 request';
    case 'http':
      return '.http';
  }
}

/** What the copied text needs before it runs: it never holds a secret. */
export function formatNeeds(format: CopyFormat): string {
  switch (format) {
    case 'graphPowerShell':
      return t('Connect-MgGraph first; -WhatIf on what destroys');
    case 'invokeMgGraphRequest':
      return t('Connect-MgGraph first; needs no further module');
    case 'curl':
    case 'http':
      return t('the token from the environment variable {0}', copyVariables.token);
    case 'azRest':
    case 'm365':
      return t('signs in to the tenant first');
  }
}
