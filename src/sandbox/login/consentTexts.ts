import type { Permission } from '../../graph/permissions';

/** What the consent page says a permission lets an app do on behalf of a person. */
export const consentTexts: Readonly<Record<Permission, string>> = {
  'CrossTenantUserProfileSharing.Read': 'Read the shared profile that you have in other organizations.',
  'CrossTenantUserProfileSharing.Read.All': 'Read the shared profiles of everyone, and export their data.',
  'CrossTenantUserProfileSharing.ReadWrite': 'Read the shared profile that you have in other organizations, and remove its data.',
  'CrossTenantUserProfileSharing.ReadWrite.All': 'Read the shared profiles of everyone, export their data and remove it.',
  'CrossTenantInformation.ReadBasic.All': 'Read the name and the domain of any organization.',
  'User.Export.All': 'Export the data of people, and follow exports to their end.',
  'User.Read.All': 'Read the full profiles of everyone in the organization.',
  'User.Read': 'Sign you in and read your profile.',
  'Organization.Read.All': 'Read what the organization says of itself.',
};
