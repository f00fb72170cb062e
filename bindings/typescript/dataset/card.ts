// README.md of a dataset: the card that dataset hubs show, made from the manifest alone. Its front matter lets
// `datasets.load_dataset(DIR)` find the splits, and gives it the types of all fields, which it would otherwise guess
// from the first samples (and a whole number or an empty list among them is guessed wrong).

import { stringify } from 'yaml';
import type { CatalogueScenario } from '../engine/catalogue.js';
import { Layer } from '../engine/layout.js';
import type { PlanInfo } from '../recipe/plan.js';
import type { Manifest, ManifestSplit } from './manifest.js';
import { shardName } from './shard.js';
import { tagTypes } from './tags.js';

/** The card's text. */
export function cardText(manifest: Manifest, plan: PlanInfo, scenario: CatalogueScenario): string {
  const masked = manifest.frames !== 'none' && (plan.layers & Layer.Mask) !== 0;
  const name = typeof manifest.recipe?.name === 'string' ? manifest.recipe.name : scenario.name;
  return [
    `---\n${stringify(frontMatter(manifest, plan, scenario, masked), { lineWidth: 0, aliasDuplicateObjects: false, version: '1.1' })}---\n`,
    `# ${name}\n`,
    `${scenario.title}: ${lowerFirst(scenario.doc)} Made by Kinema, a deterministic generator of 2D physics clips: the plan below makes every byte of this dataset again.\n`,
    '![One row of frames for each split](preview.png)\n',
    splitTable(manifest),
    '## A sample\n',
    samplesText(manifest, plan, scenario, masked),
    '## Reading it\n',
    readingText(manifest, plan, masked),
    '## Verifying it\n',
    'Every file is proved by its sha-256 in `manifest.json`, and clips are made again and compared:\n',
    '```\nnpx kinema verify . --all\n```\n',
    `The sha-256 of the plan is the identity of the dataset: \`${manifest.plan.sha256}\`\n`,
    'The plan, from which `npx kinema generate` makes it again:\n',
    `\`\`\`\n${manifest.plan.text}\n\`\`\`\n`,
  ].join('\n');
}

function frontMatter(manifest: Manifest, plan: PlanInfo, scenario: CatalogueScenario, masked: boolean): object {
  const clips = manifest.splits.reduce((sum, { count }) => sum + count, 0);
  return {
    license: 'mit',
    pretty_name: typeof manifest.recipe?.name === 'string' ? manifest.recipe.name : scenario.title,
    size_categories: [sizeCategory(clips)],
    tags: ['kinema', 'physics', 'synthetic', 'video', 'webdataset'],
    configs: [
      {
        config_name: 'default',
        data_files: manifest.splits.map(({ name }) => ({ split: name, path: `${name}/*.tar` })),
      },
    ],
    dataset_info: {
      config_name: 'default',
      features: features(manifest, plan, scenario, masked),
      splits: manifest.splits.map(({ name, count, shards }) => ({
        name,
        num_bytes: shards.reduce((sum, { tar }) => sum + tar.bytes, 0),
        num_examples: count,
      })),
    },
  };
}

function sizeCategory(clips: number): string {
  const bounds: [number, string][] = [
    [1e3, '1K'],
    [1e4, '10K'],
    [1e5, '100K'],
    [1e6, '1M'],
    [1e7, '10M'],
    [1e8, '100M'],
    [1e9, '1B'],
    [1e10, '10B'],
  ];
  const at = bounds.findIndex(([bound]) => clips < bound);
  if (at === 0) return 'n<1K';
  return `${bounds[at - 1]?.[1]}<n<${bounds[at]?.[1]}`;
}

type Feature = { name: string; dtype: string } | { name: string; struct: Feature[] } | { name: string; list: unknown };

/** Types of a sample's fields, in the hub's notation. */
function features(manifest: Manifest, plan: PlanInfo, scenario: CatalogueScenario, masked: boolean): Feature[] {
  const of = (dtype: string, ...names: string[]): Feature[] => names.map((name) => ({ name, dtype }));
  const frames = {
    png: of('image', 'png'),
    npy: [{ name: 'npy.gz', list: { list: { list: { list: 'uint8' } } } }],
    mp4: of('video', 'mp4'),
    none: [],
  }[manifest.frames];
  const factors = scenario.factors.map(({ name, type }) => ({ name, dtype: type === 'number' ? 'float64' : 'string' }));
  const digest = ['state', ...(manifest.frames === 'none' ? [] : ['frames']), ...(masked ? ['mask'] : [])];
  // Of bodies whose size is no factor; what a body has not is null.
  const outlined = scenario.bodies.some(({ radius }) => radius === undefined);
  const json: Feature[] = [
    ...of('string', 'plan', 'split'),
    ...of('int64', 'index'),
    ...of('string', 'scenario'),
    { name: 'contract', struct: of('int64', 'physics', 'pixels', 'sampling', 'encoding') },
    { name: 'factors', struct: factors },
    {
      name: 'bodies',
      list: [
        ...of('string', 'name', 'shape'),
        ...of('float64', 'radius'),
        ...(outlined
          ? [
              { name: 'polygons', list: { list: { list: 'float32' } } },
              { name: 'radii', list: 'float32' },
            ]
          : []),
        ...of('string', 'color'),
        ...of('bool', 'dynamic'),
      ],
    },
    ...of('float64', 'fps', 'firstTime', 'frameInterval'),
    ...of('int64', 'conditionFrames'),
    {
      name: 'camera',
      struct: [
        { name: 'col', list: 'float64' },
        { name: 'row', list: 'float64' },
      ],
    },
    {
      name: 'contacts',
      list: [...of('float64', 'time'), ...of('int64', 'a', 'b'), ...of('float64', 'x', 'y', 'nx', 'ny', 'impulse')],
    },
    { name: 'conservation', struct: of('float64', 'energy', 'momentum') },
    { name: 'tags', struct: tagTypes(plan, scenario).map(([name, dtype]) => ({ name, dtype })) },
    ...of('string', 'caption'),
    { name: 'digest', struct: of('string', ...digest) },
  ];
  const masks = masked ? of('image', 'mask.png') : [];
  return [
    ...frames,
    { name: 'states.npy', list: { list: { list: 'float32' } } },
    { name: 'json', struct: json },
    ...masks,
    ...of('string', '__key__', '__url__'),
  ];
}

function splitTable(manifest: Manifest): string {
  const rows = manifest.splits.map(({ name, count, shards, roots }) => {
    const frames = roots.frames ? `\`${roots.frames}\`` : 'not drawn';
    return `| ${name} | ${count} | ${shards.length} | ${megabytes(shards)} | \`${roots.states}\` | ${frames} |\n`;
  });
  return `| split | clips | shards | MB | Merkle root of states | Merkle root of frames |\n|---|--:|--:|--:|---|---|\n${rows.join('')}`;
}

function megabytes(shards: ManifestSplit['shards']): string {
  return (shards.reduce((sum, { tar }) => sum + tar.bytes, 0) / 1e6).toFixed(1);
}

function samplesText(manifest: Manifest, plan: PlanInfo, scenario: CatalogueScenario, masked: boolean): string {
  const { frames, stepsPerFrame } = plan.timing;
  const [width, height] = plan.image.size;
  const bodies = scenario.varying
    ? 'the B bodies of the clip, in the order of its JSON'
    : scenario.bodies.map(({ name }) => name).join(', ');
  const count = scenario.varying ? 'B' : scenario.bodies.length;
  const interval = Number((plan.physics.step * stepsPerFrame).toPrecision(6));
  const rows = [
    ...{
      png: [`| \`.png\` | ${frames} frames of ${width} x ${height} side by side, 8-bit RGB |`],
      mp4: [`| \`.mp4\` | ${frames} frames of ${width} x ${height}: H.264, ${videoText(manifest)} |`],
      npy: [`| \`.npy.gz\` | uint8 (${frames}, ${height}, ${width}, 3): the frames |`],
      none: [],
    }[manifest.frames],
    `| \`.states.npy\` | float32 (${frames}, ${count}, 6): x, y (m), angle (rad), vx, vy (m/s), omega (rad/s) of ${bodies} |`,
    '| `.json` | factors, bodies, camera, contacts, conservation, tags, caption, digests |',
    ...(masked
      ? [`| \`.mask.png\` | ${frames} masks side by side, 8-bit grey: 0 = background, i = the i-th body |`]
      : []),
  ];
  return (
    `A frame every ${interval} s, y up, metres; the first ${plan.timing.conditionFrames} frames are meant to be given to a model. ` +
    `The key of clip 17 of a split is \`<split>-0000000017\`.\n\n| member | holds |\n|---|---|\n${rows.join('\n')}\n`
  );
}

/** How the videos were encoded. */
function videoText({ video }: Manifest): string {
  if (!video) return 'settings unknown';
  const kind = video.preset === 'lossless' ? 'the exact RGB' : 'YUV 4:2:0, lossy';
  return `${kind}; ${video.codec} ${video.settings} (preset ${video.preset}), ${video.encoder}`;
}

function readingText(manifest: Manifest, plan: PlanInfo, masked: boolean): string {
  const first = manifest.splits[0] as ManifestSplit;
  const last = first.shards.length - 1;
  const name = shardName(first.name, 0);
  const urls =
    last === 0
      ? `${first.name}/${name}.tar`
      : `${first.name}/${first.name}-{000000..${String(last).padStart(6, '0')}}.tar`;
  const [width] = plan.image.size;
  const strip = `.reshape(height, ${plan.timing.frames}, ${width}, 3).swapaxes(0, 1)  # (T, H, W, 3)`;
  const frames = {
    png: `    strip = np.asarray(Image.open(io.BytesIO(sample["png"])))\n    height = strip.shape[0]\n    frames = strip${strip}\n`,
    npy: '    frames = np.load(io.BytesIO(gzip.decompress(sample["npy.gz"])))  # (T, H, W, 3)\n',
    mp4: '    video = av.open(io.BytesIO(sample["mp4"]))\n    frames = np.stack([frame.to_ndarray(format="rgb24") for frame in video.decode(video=0)])  # (T, H, W, 3)\n',
    none: '',
  }[manifest.frames];
  const imports = {
    png: 'import io, json\nimport numpy as np\nfrom PIL import Image\n',
    npy: 'import gzip, io, json\nimport numpy as np\n',
    mp4: 'import io, json\nimport av\nimport numpy as np\n',
    none: 'import io, json\nimport numpy as np\n',
  };
  const mask = masked ? '    mask = Image.open(io.BytesIO(sample["mask.png"]))\n' : '';
  const maskImport = masked && manifest.frames !== 'png' ? 'from PIL import Image\n' : '';
  return (
    `\`\`\`python\n${imports[manifest.frames]}${maskImport}import webdataset\n\n` +
    `for sample in webdataset.WebDataset("${urls}", shardshuffle=False):\n${frames}` +
    '    states = np.load(io.BytesIO(sample["states.npy"]))\n    facts = json.loads(sample["json"])\n' +
    `${mask}\`\`\`\n\n` +
    `or \`datasets.load_dataset(".", split="${first.name}")\`. Data loaders give each worker whole shards: use no more workers than a split has shards.\n`
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
