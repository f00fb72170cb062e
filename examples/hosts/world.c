// The program of examples/everywhere without JavaScript and without a WebAssembly engine: wabt's wasm2c makes the module C, by the
// ABI of docs/abi.md. With Debian's gcc and wabt 1.0.32 (which refuses the SIMD build), in this folder:
//
//   wasm2c --module-name=kinema ../../build/kinema.scalar.wasm -o module.c
//   gcc -O2 -ffp-contract=off -I. world.c module.c /usr/share/wabt/wasm2c/wasm-rt-impl.c -lm -o world && ./world
//
// -ffp-contract=off is a must: a fused multiply-add rounds once where the module rounds twice, and every digest would differ on
// processors that have it.
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "kinema.h"
#include "module.h"

// Names as wabt 1.0.32 makes them.
static Z_kinema_instance_t instance;
#define KINEMA(name, ...) Z_kinemaZ_##name(&instance, ##__VA_ARGS__)

static void *at(uint32_t pointer) { return Z_kinemaZ_memory(&instance)->data + pointer; }

/** Ends the program with what the status block says of a call that failed. */
static void must(int success, const char *name) {
  if (success) return;
  const KinemaStatus *status = at(KINEMA(statusBlock));
  fprintf(stderr, "%s: code %d\n", name, status->code);
  exit(1);
}

static uint32_t add_body(uint32_t world, uint32_t type, float x, float y, double angle, float vy) {
  KINEMA(bodyDefaults);
  KinemaBodyDef *def = at(KINEMA(bodyDefBlock));
  def->type = type;
  def->x = x;
  def->y = y;
  def->angle = angle;
  def->vy = vy;
  const int32_t body = KINEMA(worldAddBody, world);
  must(body >= 0, "worldAddBody");
  return body;
}

static void add_shape(uint32_t world, uint32_t body, uint32_t kind, float radius, uint32_t color, uint32_t count, const float *vertices) {
  KINEMA(shapeDefaults);
  KinemaShapeDef *def = at(KINEMA(shapeDefBlock));
  def->kind = kind;
  def->count = count;
  def->radius = radius;
  def->color = color;
  def->density = 1;
  def->friction = 0.5f;
  def->restitution = 0.25f;
  memcpy(def + 1, vertices, count * 2 * sizeof(float)); // behind the struct
  must((int32_t)KINEMA(worldAddShape, world, body) >= 0, "worldAddShape");
}

static void add_box(uint32_t world, uint32_t body, float width, float height) {
  const float x = width / 2, y = height / 2;
  add_shape(world, body, KinemaShapeKind_Polygon, 0, 0xf28e2b, 4, (float[]){-x, -y, x, -y, x, y, -x, y});
}

/** Hinges a body, at its origin, to a point of the world, and turns it. */
static void add_motor(uint32_t world, uint32_t body, float x, float y, float speed, float torque) {
  KINEMA(jointDefaults, KinemaJointKind_Revolute);
  KinemaJointDef *def = at(KINEMA(jointDefBlock)); // bodyA is the world itself
  def->bodyB = body;
  def->anchorAX = x;
  def->anchorAY = y;
  def->motor = 1;
  def->motorSpeed = speed;
  def->maxMotor = torque;
  must((int32_t)KINEMA(worldAddJoint, world) >= 0, "worldAddJoint");
}

/** Height of the last body, m. */
static float height(uint32_t world) {
  const uint32_t last = KINEMA(worldBodyCount, world) - 1;
  const float *states = at(KINEMA(worldStates, world)); // x, y, angle, vx, vy, omega of each body
  return states[6 * last + 1];
}

/** xxh64 of a picture, RGBA. */
static uint64_t picture_digest(uint32_t world) {
  KINEMA(drawDefaults);
  KinemaDrawDef *def = at(KINEMA(drawDefBlock));
  def->x0 = -8;
  def->y0 = -1;
  def->x1 = 8;
  def->y1 = 9;
  def->width = 640;
  def->height = 400;
  def->outline = 1.5f;
  must(KINEMA(worldDraw, world) == 0, "worldDraw");
  const KinemaOutput *output = at(KINEMA(outputBlock));
  return KINEMA(xxh64, output->pointer, output->length, 0);
}

int main(void) {
  wasm_rt_init();
  Z_kinema_init_module();
  Z_kinema_instantiate(&instance);
  if (KINEMA(abi) != KINEMA_ABI) {
    fputs("the module is of another version than kinema.h\n", stderr);
    return 1;
  }

  KINEMA(worldDefaults);
  const uint32_t world = KINEMA(worldOpen);
  must(world != 0, "worldOpen");
  add_box(world, add_body(world, KinemaBodyType_Static, 0, -0.5f, 0, 0), 16, 1);
  const uint32_t bar = add_body(world, KinemaBodyType_Dynamic, -2, 2.5f, 0, 0);
  add_box(world, bar, 2.5f, 0.25f);
  for (int i = 0; i < 12; i++) {
    const uint32_t body = add_body(world, KinemaBodyType_Dynamic, 0.125f * (i % 3), 1 + 1.5f * i, 0.25 * i, -0.5f * i);
    if (i % 2)
      add_box(world, body, 1, 0.75f);
    else
      add_shape(world, body, KinemaShapeKind_Circle, 0.5f, 0x4e79a7, 1, (float[]){0, 0});
  }
  add_motor(world, bar, -2, 2.5f, 2, 200);
  const uint32_t looks[] = {1, 60, 240, 600};
  for (uint32_t i = 0, done = 0; i < 4; done = looks[i++]) {
    must(KINEMA(worldStep, world, looks[i] - done) == 0, "worldStep");
    const uint64_t digest = KINEMA(worldDigest, world);
    printf("%" PRIu32 " %016" PRIx64 " %" PRIu32 " %.3f\n", looks[i], digest, KINEMA(worldContactCount, world), height(world));
  }
  printf("picture %016" PRIx64 "\n", picture_digest(world));
  return 0;
}
