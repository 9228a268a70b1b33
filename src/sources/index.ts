export { readSource, type ReadSourceOptions } from './read-source.ts';
export { readSources } from './read-sources.ts';
export { readParameterFile, type ParameterFile } from './cloudformation/parameter-file.ts';
