export { ConvScopeError, toWireError } from './errors/error.js';
export { wireError, type ErrorArgs, type WireError } from './errors/wire-error.js';
export type { ErrorCode } from './errors/catalogue.js';
export { render, renderReason } from './errors/render.js';
export {
  engineId,
  engineNames,
  runEvent,
  type EngineId,
  type NewRunEvent,
  type RunEvent,
  type RunEventOf,
} from './runs/events.js';
export { logs, metricsToJson, type Logs } from './runs/metrics.js';
export {
  panelHostMethods,
  panelPageMethods,
  trainerClientMethods,
  trainerMethods,
  type EngineState,
  type PanelState,
  type RunInfo,
  type Weight,
} from './methods.js';
export { agreeOnVersion, greet, protocolVersions, type Versions } from './versions.js';
export type { Contract, NotificationsOf, RequestsOf } from './rpc/contract.js';
export { connect, type Connection } from './rpc/connection.js';
export type { Handlers } from './rpc/serve.js';
export type { Transport } from './rpc/transport.js';
export {
  dataFolder,
  hostFile,
  hostFileName,
  runLogName,
  runsFolderName,
  type HostFile,
} from './data-folder.js';
