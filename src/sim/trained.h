/*
 * trained: simulated models that were made by a recipe.
 *
 * Their names are recipes, "trained:METHOD:lr=R:epoch=E:seed=S", METHOD lora or
 * full, as of a published write-up's claims, or sft, dpo, sft+dpo, as of a
 * published study; lr and epoch and seed may be left out. trained_formula says
 * how far each misses.
 */
#ifndef SIM_TRAINED_H
#define SIM_TRAINED_H

#include "sim/model.h"

extern const char trained_formula[];

/* Fills *m, whose name is borrowed; -1 where the name is no recipe. */
int trained_model(struct sim_model *m, const char *name);

#endif
