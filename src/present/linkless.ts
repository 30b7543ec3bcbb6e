import { visibleText } from './plainText';

const domainLike = /[\p{L}\p{N}][\p{L}\p{N}-]*(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/gu;
const plainAddress = /^[A-Za-z0-9._'+#~!^&-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/;
const plainDomain = /^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/;

/** Text from the directory for a message that must hold no links: addresses in it are broken up so that no mail program finds one. */
export function linkless(text: string): string {
  return visibleText(text)
    .replaceAll('://', '[:]//')
    .replace(domainLike, (domain) => domain.replaceAll('.', '[.]'));
}

/** A user principal name as it is when it is a plain address; otherwise without links. */
export function addressText(userPrincipalName: string): string {
  return plainAddress.test(userPrincipalName) ? userPrincipalName : linkless(userPrincipalName);
}

/** A domain as it is when it is a plain one; otherwise without links. */
export function domainText(domain: string): string {
  return plainDomain.test(domain) ? domain : linkless(domain);
}
