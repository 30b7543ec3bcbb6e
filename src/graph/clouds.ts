export type CloudName = 'Global' | 'USGov' | 'USGovDoD' | 'China';

export interface Cloud {
  readonly name: CloudName;
  readonly title: string;
  readonly graphEndpoint: string;
  readonly loginEndpoint: string;
}

/** The clouds as `Get-MgEnvironment` names them. Source: Graph national clouds page, Graph PowerShell. */
export const clouds = {
  Global: {
    name: 'Global',
    title: 'Global',
    graphEndpoint: 'https://graph.microsoft.com',
    loginEndpoint: 'https://login.microsoftonline.com',
  },
  USGov: {
    name: 'USGov',
    title: 'US Government L4',
    graphEndpoint: 'https://graph.microsoft.us',
    loginEndpoint: 'https://login.microsoftonline.us',
  },
  USGovDoD: {
    name: 'USGovDoD',
    title: 'US Government L5 (DoD)',
    graphEndpoint: 'https://dod-graph.microsoft.us',
    loginEndpoint: 'https://login.microsoftonline.us',
  },
  China: {
    name: 'China',
    title: 'China operated by 21Vianet',
    graphEndpoint: 'https://microsoftgraph.chinacloudapi.cn',
    loginEndpoint: 'https://login.chinacloudapi.cn',
  },
} as const satisfies Record<CloudName, Cloud>;

export const cloudNames = Object.keys(clouds) as readonly CloudName[];
