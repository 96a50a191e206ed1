import type { Text } from '@convscope/model';

/** `convscope doctor`. */
export const doctorTexts = {
  'about.doctor': {
    en: 'look at what this computer has for training, try each engine, and say what to do',
    ru: 'посмотреть, что есть для обучения на этом компьютере, испытать движки и сказать, что делать',
  },
  'doctor.title': {
    en: 'ConvScope {version} · data in {folder}',
    ru: 'ConvScope {version} · данные в {folder}',
  },
  'gigabytes': { en: '{n} GB', ru: '{n} ГБ' },
  'doctor.computer': { en: 'Computer', ru: 'Компьютер' },
  'doctor.cpu': {
    en: '{platform} · {model} · threads: {cores}',
    ru: '{platform} · {model} · потоков: {cores}',
  },
  'doctor.memory': { en: 'Memory', ru: 'Память' },
  'doctor.freeOf': { en: '{free} free of {total}', ru: 'свободно {free} из {total}' },
  'doctor.disk': { en: 'Disk', ru: 'Диск' },
  'doctor.unknown': { en: 'the system does not tell', ru: 'система не говорит' },
  'doctor.cache': { en: 'Fetched', ru: 'Загружено' },
  'doctor.nothing': { en: 'nothing yet', ru: 'пока ничего' },
  'doctor.runs': { en: 'Runs', ru: 'Запуски' },
  'doctor.runsOf': { en: '{count} ({size})', ru: '{count} ({size})' },
  'doctor.none': { en: 'none', ru: 'нет' },
  'doctor.noPip': { en: 'no pip', ru: 'нет pip' },
  'doctor.noTensorFlow': { en: 'no TensorFlow of its own', ru: 'своего TensorFlow нет' },
  'doctor.unfit': { en: 'TensorFlow {version}, of no use here', ru: 'TensorFlow {version} здесь не годится' },
  'doctor.answers': { en: '{registry} answers', ru: '{registry} отвечает' },
  'doctor.silent': { en: '{registry} does not answer', ru: '{registry} не отвечает' },
  'doctor.proxy': { en: 'proxy {proxy}', ru: 'прокси {proxy}' },
  'doctor.noProxy': { en: 'no proxy', ru: 'без прокси' },
  'doctor.engines': {
    en: 'Engines, tried on LeNet-5 in batches of 128:',
    ru: 'Движки, испытаны на LeNet-5 с пакетами по 128:',
  },
  'doctor.rate': { en: '{rate} images/s', ru: '{rate} изобр./с' },
  'doctor.threads': { en: 'threads: {threads}', ru: 'потоков: {threads}' },
  'doctor.choice': { en: '“--engine auto” takes {name} here.', ru: '«--engine auto» возьмёт здесь {name}.' },
  'doctor.noEngine': { en: 'No engine works here.', ru: 'Ни один движок здесь не работает.' },
  'doctor.advice.node': {
    en: 'Node.js {version} is older than {needed}, which ConvScope needs: install a newer one.',
    ru: 'Node.js {version} старше, чем нужно ConvScope ({needed}): установите более новый.',
  },
  'doctor.advice.memory': {
    en: 'Little memory is free: training takes about {needed}. Close other programs, or choose a smaller batch.',
    ru: 'Свободной памяти мало: обучению нужно около {needed}. Закройте другие программы или уменьшите пакет.',
  },
  'doctor.advice.disk': {
    en: 'Little room is left on the disk: all data sets and engines together take {needed}. Free some, or name another folder in CONVSCOPE_HOME.',
    ru: 'На диске мало места: все наборы данных и движки вместе занимают {needed}. Освободите место или укажите другую папку в CONVSCOPE_HOME.',
  },
  'doctor.advice.leftovers': {
    en: 'Fetches that were killed left {size} behind: “convscope cache” shows and removes it.',
    ru: 'От прерванных загрузок осталось {size}: «convscope cache» покажет и удалит.',
  },
  'doctor.advice.npm': {
    en: 'Data sets and WebGPU are fetched from there ({reason}). Check the network and npm’s proxy setting: npm config set https-proxy ADDRESS.',
    ru: 'Оттуда загружаются наборы данных и WebGPU ({reason}). Проверьте сеть и настройку прокси: npm config set https-proxy АДРЕС.',
  },
  'doctor.advice.fetch.tensorflow': {
    en: 'The fastest engine on a processor: “convscope engine install tensorflow” fetches it ({size}).',
    ru: 'Самый быстрый движок на процессоре: «convscope engine install tensorflow» загрузит его ({size}).',
  },
  'doctor.advice.fetch.webgpu': {
    en: 'For a graphics card: “convscope engine install webgpu” fetches it ({size}) and tries it.',
    ru: 'Для видеокарты: «convscope engine install webgpu» загрузит его ({size}) и испытает.',
  },
  'doctor.advice.pythonFirst': {
    en: 'It is fetched with pip, and there is none: install Python 3 with pip, then “convscope engine install tensorflow”.',
    ru: 'Загружается через pip, а его нет: установите Python 3 с pip, затем «convscope engine install tensorflow».',
  },
  'doctor.advice.tooOld': {
    en: 'TensorFlow {version} of {python} is older than 2.16 and of no use here.',
    ru: 'TensorFlow {version} из {python} старше 2.16 и здесь не годится.',
  },
  'doctor.advice.doesNotLoad': {
    en: 'TensorFlow {version} of {python} does not load: {reason}',
    ru: 'TensorFlow {version} из {python} не загружается: {reason}',
  },
} as const satisfies Record<string, Text>;
