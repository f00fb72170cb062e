// The program of examples/everywhere without JavaScript and without a WebAssembly engine: wabt's wasm2c makes the module C, by the
// ABI of docs/abi.md. With Debian's gcc and wabt (which refuses the SIMD build), in this folder:
//
//   wasm2c --module-name=kinema ../../build/kinema.scalar.wasm -o module.c
//   gcc -O2 -ffp-contract=off -I. world.c module.c /usr/share/wabt/wasm2c/wasm-rt-impl.c -lm -o world && ./world
//
// -ffp-contract=off is a must: fused multiply-adds round differently, and all digests change where the processor has them.
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "kinema.h"
#include "module.h"

// The names of wabt 1.0.32; later versions call these w2c_kinema, w2c_kinema_NAME and wasm2c_kinema_instantiate.
static Z_kinema_instance_t instance;
#define KINEMA(name, ...) Z_kinemaZ_##name(&instance, ##__VA_ARGS__)

static void *at(uint32_t pointer) { return Z_kinemaZ_memory(&instance)->data + pointer; }

/** Ends the program if a call failed; a host with more to lose would go on, as the world is as it was. */
static void check(const char *name) {
  const KinemaStatus *status = at(KINEMA(statusBlock));
  if (status->code == 0) return;
  fprintf(stderr, "%s fails with code %d\n", name, status->code);
  exit(1);
}

static uint32_t add_body(uint32_t type, float x, float y, double angle, float vy) {
  KINEMA(bodyDefaults);
  KinemaBodyDef *def = at(KINEMA(bodyDefBlock));
  def->type = type;
  def->x = x;
  def->y = y;
  def->angle = angle;
  def->vy = vy;
  const uint32_t body = KINEMA(worldAddBody);
  check("worldAddBody");
  return body;
}

static void add_shape(uint32_t body, uint32_t kind, float radius, uint32_t count, const float *vertices) {
  KINEMA(shapeDefaults);
  KinemaShapeDef *def = at(KINEMA(shapeDefBlock));
  def->kind = kind;
  def->count = count;
  def->radius = radius;
  def->density = 1;
  def->friction = 0.5f;
  def->restitution = 0.25f;
  memcpy(def + 1, vertices, count * 2 * sizeof(float)); // behind the struct
  KINEMA(worldAddShape, body);
  check("worldAddShape");
}

static void add_box(uint32_t body, float width, float height) {
  const float x = width / 2, y = height / 2;
  add_shape(body, KinemaShapeKind_Polygon, 0, 4, (float[]){-x, -y, x, -y, x, y, -x, y});
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
  KINEMA(worldOpen);
  check("worldOpen");
  add_box(add_body(KinemaBodyType_Static, 0, -0.5f, 0, 0), 16, 1);
  for (int i = 0; i < 12; i++) {
    const uint32_t body = add_body(KinemaBodyType_Dynamic, 0.125f * (i % 3), 1 + 1.5f * i, 0.25 * i, -0.5f * i);
    if (i % 2)
      add_box(body, 1, 0.75f);
    else
      add_shape(body, KinemaShapeKind_Circle, 0.5f, 1, (float[]){0, 0});
  }
  const uint32_t looks[] = {1, 60, 240, 600};
  for (uint32_t i = 0, done = 0; i < 4; done = looks[i++]) {
    KINEMA(worldStep, looks[i] - done);
    check("worldStep");
    printf("%" PRIu32 " %016" PRIx64 " %" PRIu32 "\n", looks[i], KINEMA(worldDigest), KINEMA(worldContactCount));
  }
  return 0;
}
