import { t } from '@vscode/l10n';
import { clouds, type CloudName } from '../graph/clouds';
import { operation, operationIds } from '../graph/operations';
import { graphResourceAppId, permissionIds, type Permission } from '../graph/permissions';

export type RegistrationTool = 'powershell' | 'azureCli';
export type RegistrationDeed = 'register' | 'cleanUp';

export interface RegistrationScript {
  readonly language: 'powershell' | 'shellscript';
  readonly text: string;
}

const displayName = 'Shared Profiles for Microsoft Graph (VS Code)';
const redirectUri = 'http://localhost';

/** The clouds as Azure CLI names them. Source: `az cloud list`. */
const cliClouds = {
  Global: 'AzureCloud',
  USGov: 'AzureUSGovernment',
  USGovDoD: 'AzureUSGovernment',
  China: 'AzureChinaCloud',
} as const satisfies Record<CloudName, string>;

/** These reach nobody's data but that of the person who signs in. */
const ownDataOnly: readonly Permission[] = ['CrossTenantUserProfileSharing.Read', 'CrossTenantUserProfileSharing.ReadWrite'];

/** The least delegated permission of every operation that reaches everybody's data, from the operation table. */
export function delegatedPermissions(cloud: CloudName): readonly Permission[] {
  const least = operationIds
    .filter((id) => id !== 'batch')
    .map(operation)
    .filter((row) => row.clouds.includes(cloud))
    .flatMap(({ permissions }) => permissions.delegated.filter((permission) => !ownDataOnly.includes(permission)).slice(0, 1));
  return [...new Set(least)];
}

const about = (cloud: CloudName): readonly string[] => [
  t('# Read this before you run it. It registers a public client of your own in the tenant you are signed in to'),
  t('# ({0} cloud), for signing in people, with these delegated permissions of Microsoft Graph and no other:', clouds[cloud].title),
  ...delegatedPermissions(cloud).map((permission) => `#   ${permission}`),
  t('# It has no secret. For several tenants, use the audience AzureADMultipleOrgs.'),
  '',
];

function powershellRegister(cloud: CloudName): readonly string[] {
  const access = delegatedPermissions(cloud).map(
    (permission) => `    @{ Id = '${permissionIds[permission].delegated}'; Type = 'Scope' } # ${permission}`,
  );
  return [
    ...about(cloud),
    `Connect-MgGraph -Environment ${cloud} -Scopes 'Application.ReadWrite.All'`,
    '$resourceAccess = @(',
    ...access,
    ')',
    '$app = New-MgApplication `',
    `  -DisplayName '${displayName}' \``,
    "  -SignInAudience 'AzureADMyOrg' `",
    '  -IsFallbackPublicClient `',
    `  -PublicClient @{ RedirectUris = @('${redirectUri}') } \``,
    `  -RequiredResourceAccess @(@{ ResourceAppId = '${graphResourceAppId}'; ResourceAccess = $resourceAccess })`,
    'New-MgServicePrincipal -AppId $app.AppId | Out-Null',
    '"Client id: $($app.AppId)"',
    `"Admin consent: ${clouds[cloud].loginEndpoint}/$((Get-MgContext).TenantId)/adminconsent?client_id=$($app.AppId)"`,
  ];
}

function cliRegister(cloud: CloudName): readonly string[] {
  const resourceAccess = delegatedPermissions(cloud).map((permission) => ({ id: permissionIds[permission].delegated, type: 'Scope' }));
  return [
    ...about(cloud),
    `az cloud set --name ${cliClouds[cloud]}`,
    'az login --allow-no-subscriptions',
    'client_id=$(az ad app create \\',
    `  --display-name '${displayName}' \\`,
    '  --sign-in-audience AzureADMyOrg \\',
    '  --is-fallback-public-client true \\',
    `  --public-client-redirect-uris '${redirectUri}' \\`,
    `  --required-resource-accesses '${JSON.stringify([{ resourceAppId: graphResourceAppId, resourceAccess }])}' \\`,
    '  --query appId --output tsv)',
    'az ad sp create --id "$client_id" --output none',
    'echo "Client id: $client_id"',
    `echo "Admin consent: ${clouds[cloud].loginEndpoint}/$(az account show --query tenantId --output tsv)/adminconsent?client_id=$client_id"`,
  ];
}

const cleaning = (): readonly string[] => [
  t('# Removes the registration with this client id, and with it everything that was consented to. Check the id first.'),
  '',
];

function powershellCleanUp(cloud: CloudName, clientId: string): readonly string[] {
  return [
    ...cleaning(),
    `Connect-MgGraph -Environment ${cloud} -Scopes 'Application.ReadWrite.All'`,
    `$app = Get-MgApplication -Filter "appId eq '${clientId}'"`,
    'Remove-MgApplication -ApplicationId $app.Id -Confirm',
  ];
}

function cliCleanUp(cloud: CloudName, clientId: string): readonly string[] {
  return [
    ...cleaning(),
    `az cloud set --name ${cliClouds[cloud]}`,
    'az login --allow-no-subscriptions',
    `az ad app show --id '${clientId}' --query displayName`,
    `az ad app delete --id '${clientId}'`,
  ];
}

/** A script to read and run: registers a public client with the delegated permissions of the operation table, or removes it again. */
export function registrationScript(tool: RegistrationTool, deed: RegistrationDeed, cloud: CloudName, clientId: string): RegistrationScript {
  const lines = {
    powershell: { register: () => powershellRegister(cloud), cleanUp: () => powershellCleanUp(cloud, clientId) },
    azureCli: { register: () => cliRegister(cloud), cleanUp: () => cliCleanUp(cloud, clientId) },
  }[tool][deed]();
  return { language: tool === 'powershell' ? 'powershell' : 'shellscript', text: `${lines.join('\n')}\n` };
}
