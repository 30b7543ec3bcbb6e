import { foldText } from './foldText';
import type { InboundColumns } from './inboundColumns';
import { isInId, type SearchWord } from './searchWord';
import type { TenantNames } from './tenantNames';

/** For one word: which home tenants and domains have it, and which domains begin with what is behind its @. */
export interface WordMarks {
  readonly homeTenants: Uint8Array;
  readonly domains: Uint8Array;
  readonly any: boolean;
  readonly behindAt: Uint8Array | undefined;
}

/** The texts that many rows share, folded once: the names of home tenants, and domains. */
export class InboundSearchTexts {
  private readonly domains: string[] = [];
  private names: string[] = [];
  private namesVersion = -1;

  constructor(
    private readonly columns: InboundColumns,
    private readonly tenantNames: TenantNames,
  ) {}

  mark(word: SearchWord): WordMarks {
    this.refresh();
    const { homeTenants } = this.columns;
    const tenantMarks = Uint8Array.from(this.names, (names, number) =>
      names.includes(word.text) || isInId(homeTenants.text(number), word) ? 1 : 0,
    );
    const domainMarks = Uint8Array.from(this.domains, (domain) => (domain.includes(word.text) ? 1 : 0));
    const at = word.text.lastIndexOf('@');
    const behind = word.text.slice(at + 1);
    return {
      homeTenants: tenantMarks,
      domains: domainMarks,
      any: tenantMarks.includes(1) || domainMarks.includes(1),
      behindAt: at < 0 ? undefined : Uint8Array.from(this.domains, (domain) => (domain.startsWith(behind) ? 1 : 0)),
    };
  }

  private refresh(): void {
    const { domains, homeTenants } = this.columns;
    for (let number = this.domains.length; number < domains.size; number += 1) {
      this.domains.push(foldText(domains.text(number)));
    }
    const { version } = this.tenantNames;
    if (version !== this.namesVersion) {
      this.namesVersion = version;
      this.names = [];
    }
    for (let number = this.names.length; number < homeTenants.size; number += 1) {
      this.names.push(this.tenantNames.names(homeTenants.text(number)).map(foldText).join('\n'));
    }
  }
}
