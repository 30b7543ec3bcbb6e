import { createRequire } from 'node:module';

interface Diagnostics {
  readonly Count: number;
  getItem(index: number): { readonly Message: string };
}

interface Kusto {
  readonly Language: {
    readonly GlobalState: { readonly Default: { WithDatabase(database: unknown): unknown } };
    readonly KustoCode: { ParseAndAnalyze(query: string, globals: unknown): { GetDiagnostics(): Diagnostics } };
    readonly Symbols: {
      readonly TableSymbol: { readonly $ctor7: new (name: string, schema: string, description: null) => unknown };
      readonly DatabaseSymbol: { readonly ctor: new (name: string, tables: readonly unknown[]) => unknown };
    };
  };
}

function loadKusto(): Kusto {
  const require = createRequire(import.meta.url);
  require('@kusto/language-service-next/bridge.min.js');
  require('@kusto/language-service-next/Kusto.Language.Bridge.min.js');
  return (globalThis as unknown as { readonly Kusto: Kusto }).Kusto;
}

/** Gives what Kusto's own parser says against a query over these tables; nothing when the query is sound. */
export function kustoComplaints(query: string, tables: Readonly<Record<string, string>>): readonly string[] {
  const { Language } = loadKusto();
  const symbols = Object.entries(tables).map(([name, schema]) => new Language.Symbols.TableSymbol.$ctor7(name, schema, null));
  const globals = Language.GlobalState.Default.WithDatabase(new Language.Symbols.DatabaseSymbol.ctor('workspace', symbols));
  const found = Language.KustoCode.ParseAndAnalyze(query, globals).GetDiagnostics();
  return Array.from({ length: found.Count }, (_, index) => found.getItem(index).Message);
}
