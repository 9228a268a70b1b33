/**
 * Services that the Service Authorization Reference doesn't have, but AWS's own managed policies name:
 * retired ones, mostly. A test holds the list to those policies.
 */
export const UNDOCUMENTED_SERVICES: ReadonlySet<string> = new Set([
  'builderid',
  'datazonecontrol',
  'deepcomposer',
  'deeplens',
  'deepracer',
  'elastic-inference',
  'iot1click',
  'iotroborunner',
  'mobilehub',
  'sagemaker-groundtruth-synthetic',
  'zocalo',
]);
