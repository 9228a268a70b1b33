export { readSource, type ReadSourceOptions } from './read-source.ts';
export { readSources } from './read-sources.ts';
export { exportsAmong, type ExportsOptions } from './exports.ts';
export type { StackEnvironment, StackExports } from './cloudformation/elsewhere.ts';
export { isPolicyProperty, readResources, type ResolvedResource, type ResolvedTemplate } from './cloudformation/read-resources.ts';
export { readParameterFile, type ParameterFile } from './cloudformation/parameter-file.ts';
export { readText as readTree } from './text/read-text.ts';
export { membersOf as treeMembers } from './cloudformation/template.ts';
export { relativeTo as relativePath } from './paths.ts';
