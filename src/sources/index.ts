export { readSource, type ReadSourceOptions } from './read-source.ts';
export { readSources } from './read-sources.ts';
