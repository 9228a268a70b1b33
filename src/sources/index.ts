export { readSource, type ReadSourceOptions } from './read-source.ts';
