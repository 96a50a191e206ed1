import type { Pointer } from './c-api.js';
import { DataType } from './data-types.js';
import type { Native } from './native.js';

/** TensorFlow's eager context: where operations and functions run, and on which device. One per process. */
export class EagerContext {
  readonly pointer: Pointer;
  /** TensorFlow's name of the device that computes: `/job:localhost/replica:0/task:0/device:GPU:0`. */
  readonly device: string;
  readonly isGpu: boolean;

  constructor(private readonly native: Native) {
    this.pointer = newContext(native);
    const devices = listDevices(native, this.pointer);
    const gpu = devices.find(({ type }) => type === 'GPU');
    this.device = (gpu ?? devices.find(({ type }) => type === 'CPU'))?.name ?? '';
    this.isGpu = gpu !== undefined;
  }

  /** Takes a handle in host memory to the device that computes. TensorFlow wants integers to stay on the host. */
  place(handle: Pointer, dtype: number): Pointer {
    if (!this.isGpu || dtype === DataType.int32) return handle;
    const { api, status } = this.native;
    const placed = api.TFE_TensorHandleCopyToDevice(handle, this.pointer, this.device, status);
    api.TFE_DeleteTensorHandle(handle);
    this.native.check('TFE_TensorHandleCopyToDevice');
    return placed;
  }
}

function newContext(native: Native): Pointer {
  const { api, status } = native;
  const options = api.TFE_NewContextOptions();
  const context = api.TFE_NewContext(options, status);
  api.TFE_DeleteContextOptions(options);
  native.check('TFE_NewContext');
  return context;
}

function listDevices(native: Native, context: Pointer): { type: string; name: string }[] {
  const { api, status } = native;
  const list = api.TFE_ContextListDevices(context, status);
  native.check('TFE_ContextListDevices');
  const devices = Array.from({ length: api.TF_DeviceListCount(list) }, (_, i) => ({
    type: api.TF_DeviceListType(list, i, status) ?? '',
    name: api.TF_DeviceListName(list, i, status) ?? '',
  }));
  api.TF_DeleteDeviceList(list);
  return devices;
}

/** `/job:localhost/replica:0/task:0/device:GPU:0` → `GPU:0`; there is one `CPU`, and it needs no number. */
export function deviceName(device: string): string {
  return device.replace(/^.*device:/, '').replace(/^CPU:0$/, 'CPU');
}
