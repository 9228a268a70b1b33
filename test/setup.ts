import { nodeHost } from '../src/host/node.ts';
import { useReferenceData } from '../src/reference/data.ts';

useReferenceData(nodeHost);
