import manifest from '../../package.json';
import { inRepository } from './places';

/** Where `npm run package` puts the extension. */
export const vsixFile = (): string => inRepository(`${manifest.name}-${manifest.version}.vsix`);
