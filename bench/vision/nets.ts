import type { OnnxGraph } from '../../src/vision/onnx/model.ts';
import { createNetBuilder, type Maps, type NetBuilder } from './net-builder.ts';

/** Edge of the pictures, and how many kinds of things they show. */
export const edge = 224;
export const classes = 1000;

/** ResNet-50 with its batch norms folded: 25.6 million weights (He et al. 2015, table 1). */
export function resnet50(seed: number): OnnxGraph {
  const net = createNetBuilder(edge, seed);
  let maps = net.maxPool(net.relu(net.convolution(net.pixels, { channels: 64, kernel: 7, stride: 2 })));
  const stages = [
    { width: 64, blocks: 3 },
    { width: 128, blocks: 4 },
    { width: 256, blocks: 6 },
    { width: 512, blocks: 3 },
  ];
  for (const [at, { width, blocks }] of stages.entries()) {
    for (let block = 0; block < blocks; block++) {
      maps = bottleneck(net, maps, { width, stride: block === 0 && at > 0 ? 2 : 1 });
    }
  }
  return net.finish(maps, classes);
}

function bottleneck(net: NetBuilder, from: Maps, { width, stride }: { width: number; stride: number }): Maps {
  const channels = width * 4;
  const narrow = net.relu(net.convolution(from, { channels: width, kernel: 1 }));
  const seen = net.relu(net.convolution(narrow, { channels: width, kernel: 3, stride }));
  const wide = net.convolution(seen, { channels, kernel: 1, gain: 0.3 });
  const same = from.channels === channels && stride === 1;
  const shortcut = same ? from : net.convolution(from, { channels, kernel: 1, stride });
  return net.relu(net.add(wide, shortcut));
}

/** MobileNetV2 1.0 with its batch norms folded: 3.5 million weights (Sandler et al. 2018, table 2). */
export function mobilenetv2(seed: number): OnnxGraph {
  const net = createNetBuilder(edge, seed);
  let maps = net.relu(net.convolution(net.pixels, { channels: 32, kernel: 3, stride: 2 }), 6);
  const stages = [
    { expand: 1, channels: 16, blocks: 1, stride: 1 },
    { expand: 6, channels: 24, blocks: 2, stride: 2 },
    { expand: 6, channels: 32, blocks: 3, stride: 2 },
    { expand: 6, channels: 64, blocks: 4, stride: 2 },
    { expand: 6, channels: 96, blocks: 3, stride: 1 },
    { expand: 6, channels: 160, blocks: 3, stride: 2 },
    { expand: 6, channels: 320, blocks: 1, stride: 1 },
  ];
  for (const { blocks, stride, ...shape } of stages) {
    for (let block = 0; block < blocks; block++) {
      maps = invertedResidual(net, maps, { ...shape, stride: block === 0 ? stride : 1 });
    }
  }
  return net.finish(net.relu(net.convolution(maps, { channels: 1280, kernel: 1 }), 6), classes);
}

interface InvertedResidual {
  readonly expand: number;
  readonly channels: number;
  readonly stride: number;
}

function invertedResidual(net: NetBuilder, from: Maps, { expand, channels, stride }: InvertedResidual): Maps {
  const width = from.channels * expand;
  const wide = expand === 1 ? from : net.relu(net.convolution(from, { channels: width, kernel: 1 }), 6);
  const seen = net.relu(net.convolution(wide, { channels: width, kernel: 3, stride, depthwise: true }), 6);
  const narrow = net.convolution(seen, { channels, kernel: 1 });
  return stride === 1 && from.channels === channels ? net.add(narrow, from) : narrow;
}
