import koffi, { type LibraryHandle } from 'koffi';

/**
 * A C pointer as a plain number: declared as `int64_t`, koffi passes it as one, and no user-space address reaches
 * 2^53.
 */
export type Pointer = number;

/** One output of an operation in a graph: the C struct `TF_Output`, passed by value. */
export interface Output {
  oper: Pointer;
  index: number;
}

/** What a C type is in JavaScript. A `buffer` is memory of ours that C reads or fills during the call only. */
interface CTypes {
  void: undefined;
  pointer: Pointer;
  buffer: ArrayBufferView | null;
  str: string | null;
  int: number;
  int64_t: number;
  size_t: number;
  uint8_t: number;
  float: number;
  output: Output;
  outputs: readonly Output[];
}
type CType = keyof CTypes;

/** Result first, then the arguments, in the order of TensorFlow's `c_api.h` and `eager/c_api.h`. */
const signatures = {
  TF_Version: ['str'],
  TF_NewStatus: ['pointer'],
  TF_DeleteStatus: ['void', 'pointer'],
  TF_GetCode: ['int', 'pointer'],
  TF_Message: ['str', 'pointer'],

  TF_AllocateTensor: ['pointer', 'int', 'buffer', 'int', 'size_t'],
  TF_DeleteTensor: ['void', 'pointer'],
  TF_TensorData: ['pointer', 'pointer'],
  TF_TensorByteSize: ['size_t', 'pointer'],
  TF_TensorType: ['int', 'pointer'],

  TFE_NewContextOptions: ['pointer'],
  TFE_DeleteContextOptions: ['void', 'pointer'],
  TFE_NewContext: ['pointer', 'pointer', 'pointer'],
  TFE_ContextListDevices: ['pointer', 'pointer', 'pointer'],
  TFE_ContextAddFunction: ['void', 'pointer', 'pointer', 'pointer'],
  TFE_ContextRemoveFunction: ['void', 'pointer', 'str', 'pointer'],
  TF_DeviceListCount: ['int', 'pointer'],
  TF_DeviceListType: ['str', 'pointer', 'int', 'pointer'],
  TF_DeviceListName: ['str', 'pointer', 'int', 'pointer'],
  TF_DeleteDeviceList: ['void', 'pointer'],

  TFE_NewTensorHandle: ['pointer', 'pointer', 'pointer'],
  TFE_DeleteTensorHandle: ['void', 'pointer'],
  TFE_TensorHandleDataType: ['int', 'pointer'],
  TFE_TensorHandleNumDims: ['int', 'pointer', 'pointer'],
  TFE_TensorHandleDim: ['int64_t', 'pointer', 'int', 'pointer'],
  TFE_TensorHandleResolve: ['pointer', 'pointer', 'pointer'],
  TFE_TensorHandleCopyToDevice: ['pointer', 'pointer', 'pointer', 'str', 'pointer'],

  TFE_NewOp: ['pointer', 'pointer', 'pointer', 'pointer'],
  TFE_DeleteOp: ['void', 'pointer'],
  TFE_OpAddInput: ['void', 'pointer', 'pointer', 'pointer'],
  TFE_OpSetAttrString: ['void', 'pointer', 'pointer', 'buffer', 'size_t'],
  TFE_OpSetAttrInt: ['void', 'pointer', 'pointer', 'int64_t'],
  TFE_OpSetAttrIntList: ['void', 'pointer', 'pointer', 'buffer', 'int'],
  TFE_OpSetAttrFloat: ['void', 'pointer', 'pointer', 'float'],
  TFE_OpSetAttrFloatList: ['void', 'pointer', 'pointer', 'buffer', 'int'],
  TFE_OpSetAttrBool: ['void', 'pointer', 'pointer', 'uint8_t'],
  TFE_OpSetAttrType: ['void', 'pointer', 'pointer', 'int'],
  TFE_OpSetAttrShape: ['void', 'pointer', 'pointer', 'buffer', 'int', 'pointer'],
  TFE_Execute: ['void', 'pointer', 'pointer', 'pointer', 'pointer'],

  TF_NewGraph: ['pointer'],
  TF_DeleteGraph: ['void', 'pointer'],
  TF_NewOperation: ['pointer', 'pointer', 'str', 'str'],
  TF_AddInput: ['void', 'pointer', 'output'],
  TF_AddInputList: ['void', 'pointer', 'outputs', 'int'],
  TF_AddControlInput: ['void', 'pointer', 'pointer'],
  TF_SetAttrString: ['void', 'pointer', 'str', 'buffer', 'size_t'],
  TF_SetAttrInt: ['void', 'pointer', 'str', 'int64_t'],
  TF_SetAttrIntList: ['void', 'pointer', 'str', 'buffer', 'int'],
  TF_SetAttrFloat: ['void', 'pointer', 'str', 'float'],
  TF_SetAttrFloatList: ['void', 'pointer', 'str', 'buffer', 'int'],
  TF_SetAttrBool: ['void', 'pointer', 'str', 'uint8_t'],
  TF_SetAttrType: ['void', 'pointer', 'str', 'int'],
  TF_SetAttrShape: ['void', 'pointer', 'str', 'buffer', 'int'],
  TF_SetAttrTensor: ['void', 'pointer', 'str', 'pointer', 'pointer'],
  TF_FinishOperation: ['pointer', 'pointer', 'pointer'],
  TF_GraphToFunction: [
    'pointer',
    ...(['pointer', 'str', 'uint8_t', 'int', 'pointer'] as const), // graph, name, append hash, all operations
    ...(['int', 'outputs', 'int', 'outputs'] as const), // inputs and outputs
    ...(['pointer', 'pointer', 'str', 'pointer'] as const), // output names, options, description, status
  ],
  TF_DeleteFunction: ['void', 'pointer'],
} as const satisfies Record<string, readonly [result: CType, ...parameters: CType[]]>;

/** The C library's `memcpy`, in the two directions that we need. */
const memorySignatures = {
  /** Native memory ← typed array. */
  copyIn: ['pointer', 'pointer', 'buffer', 'size_t'],
  /** Typed array ← native memory. */
  copyOut: ['pointer', 'buffer', 'pointer', 'size_t'],
} as const;

type Parameters<T extends readonly CType[]> = { -readonly [K in keyof T]: CTypes[T[K]] };
type CFunction<S extends readonly CType[]> = S extends readonly [
  infer R extends CType,
  ...infer P extends CType[],
]
  ? {
      (...args: Parameters<P>): CTypes[R];
      /** Runs on a thread of the pool; the arguments' memory must be native and outlive the call. */
      async(...args: [...Parameters<P>, done: (error: Error | null, result: CTypes[R]) => void]): void;
    }
  : never;
type Functions<T extends Record<string, readonly CType[]>> = {
  readonly [K in keyof T]: CFunction<T[K]>;
};

export type TensorFlowApi = Functions<typeof signatures> & Functions<typeof memorySignatures>;

const koffiNames: Readonly<Record<CType, string>> = {
  void: 'void',
  pointer: 'int64_t',
  buffer: 'void *',
  str: 'str',
  int: 'int',
  int64_t: 'int64_t',
  size_t: 'size_t',
  uint8_t: 'uint8_t',
  float: 'float',
  output: 'TF_Output',
  outputs: 'TF_Output *',
};

/** Binds every function above; each is looked for in the first library, then the second, and so on. */
export function bindApi([cc, framework, libc]: [LibraryHandle, LibraryHandle, LibraryHandle]): TensorFlowApi {
  koffi.struct('TF_Output', { oper: 'int64_t', index: 'int' });
  const bound: [string, unknown][] = Object.entries(signatures).map(([name, signature]) => {
    const { result, parameters } = declaration(signature);
    try {
      return [name, cc.func(name, result, parameters)];
    } catch {
      // What the C API shares with TensorFlow's plug-ins (status, tensors) lies in the framework library.
      return [name, framework.func(name, result, parameters)];
    }
  });
  for (const [name, signature] of Object.entries(memorySignatures)) {
    const { result, parameters } = declaration(signature);
    bound.push([name, libc.func('memcpy', result, parameters)]);
  }
  return Object.fromEntries(bound) as unknown as TensorFlowApi;
}

function declaration([result, ...parameters]: readonly [CType, ...CType[]]) {
  return { result: koffiNames[result], parameters: parameters.map((type) => koffiNames[type]) };
}
