import type { Text } from '@convscope/model';

/** Engines: having them, fetching them, trusting what they compute. */
export const engines = {
  'engine-not-available': {
    en: 'The engine “{engine}” cannot be used here: {reason}. WebAssembly always works.',
    ru: 'Движок «{engine}» здесь недоступен: {reason}. WebAssembly работает всегда.',
  },
  'engine-not-fetched': {
    en: '{engine} is not on this computer yet.',
    ru: '{engine} на этом компьютере ещё нет.',
  },
  'engine-not-installed': {
    en: '{engine} is not on this computer yet. “convscope engine install {id}” fetches it, and so does --yes.',
    ru: '{engine} на этом компьютере ещё нет. Загрузит «convscope engine install {id}» или согласие --yes.',
  },
  'engine-no-build': {
    en: 'There is no build of {engine} for {platform}. WebAssembly always works.',
    ru: 'Для {platform} нет сборки {engine}. WebAssembly работает всегда.',
  },
  'engine-computes-wrong': {
    en: 'The engine “{engine}” computes wrongly on this computer ({what}) and is not used. A newer driver may mend it; WebAssembly always works.',
    ru: 'Движок «{engine}» на этом компьютере считает неверно ({what}) и не используется. Может помочь новый драйвер; WebAssembly работает всегда.',
  },
  'engine-crashed': {
    en: 'The engine “{engine}” ended its process here ({reason}) and is not used. WebAssembly always works.',
    ru: 'Движок «{engine}» аварийно завершил свой процесс ({reason}) и не используется. WebAssembly работает всегда.',
  },
  'engine-damaged': {
    en: 'A file of {engine} is not what was fetched: {file}. “convscope engine install {id}” fetches it anew.',
    ru: 'Файл движка {engine} повреждён: {file}. Команда «convscope engine install {id}» загрузит его заново.',
  },
  'engine-in-use': {
    en: '{engine} is in use by a training (process {pid}) and was not removed. Wait for its end or stop it, then remove again.',
    ru: '{engine} сейчас использует обучение (процесс {pid}), поэтому движок не удалён. Дождитесь конца или остановите его и удалите снова.',
  },
  'engine-not-agreed': {
    en: 'Nothing was fetched: {engine} takes {size} over the network into {folder}, and nobody at a terminal could agree to it. Agree with --yes.',
    ru: 'Ничего не загружено: {engine} — это {size} по сети в {folder}, а согласиться в терминале было некому. Согласие даёт --yes.',
  },
  'python-unusable': {
    en: '{path} is no Python that runs. Name the program, such as /usr/bin/python3, or the folder of a virtual environment.',
    ru: '{path} — не Python, который запускается. Укажите программу, например /usr/bin/python3, или папку виртуального окружения.',
  },
  'webgpu-no-adapter': {
    en: 'WebGPU finds no graphics card here. It needs a driver: Vulkan on Linux, Direct3D 12 on Windows, Metal on a Mac.',
    ru: 'WebGPU не находит здесь видеокарты. Ему нужен драйвер: Vulkan в Linux, Direct3D 12 в Windows, Metal на Mac.',
  },
  'webgpu-software': {
    en: 'WebGPU finds only {device} here, which computes on the processor and is slower than WebAssembly. “--engine webgpu” takes it all the same.',
    ru: 'WebGPU находит здесь только {device}: он считает на процессоре и медленнее WebAssembly. С «--engine webgpu» он всё же пойдёт в дело.',
  },
  'webgpu-device-lost': {
    en: 'The graphics card gave up ({device}: {reason}). Close what else uses it, or train with another engine.',
    ru: 'Видеокарта отказала ({device}: {reason}). Закройте другие программы, которые её используют, или обучайте другим движком.',
  },
  'python-not-found': {
    en: 'TensorFlow is fetched with pip, and no Python with pip was found. Install Python 3 for it; WebAssembly trains without.',
    ru: 'TensorFlow загружается через pip, а Python с pip не найден. Установите Python 3; WebAssembly обучает и без него.',
  },
} as const satisfies Record<string, Text>;
