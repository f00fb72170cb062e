// The scene file as an object: the part of its schema that the scenes of the tests use.

export type Point = [x: number, y: number];

export interface SceneShape {
  circle?: { radius: number; center?: Point };
  /** Convex, at most 8 vertices, either winding. */
  polygon?: Point[];
  /** kg/m^2 */
  density?: number;
  friction?: number;
  restitution?: number;
  color?: string;
}

export interface SceneBody {
  name: string;
  type: 'dynamic' | 'static';
  /** m */
  position: Point;
  /** rad */
  angle: number;
  /** 1/s: each step divides the angular velocity by 1 + h c. */
  angularDamping?: number;
  shapes: SceneShape[];
}

export interface Scene {
  kinema: 1;
  world: {
    /** m: x0, y0, x1, y1 */
    view: [number, number, number, number];
    gravity: Point;
    /** s */
    step: number;
    substeps: number;
    integrator: 'symplectic-euler' | 'exact';
    /** m/s */
    restitutionThreshold: number;
    resolveOverlaps: 'project' | 'soft';
  };
  bodies: SceneBody[];
}

/** Indices in file order of the bodies that move. */
export function dynamicBodies(scene: Scene): number[] {
  return scene.bodies.flatMap((body, i) => (body.type === 'dynamic' ? [i] : []));
}
