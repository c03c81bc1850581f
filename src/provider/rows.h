/* rows: the provider table's entries, each defined in its protocol's file. */
#ifndef PROVIDER_ROWS_H
#define PROVIDER_ROWS_H

#include "provider/provider.h"

/* openai.c: one protocol, many dialects */
extern const struct provider provider_openai, provider_openai_fixed,
    provider_vllm, provider_llamacpp, provider_qianfan, provider_generic,
    provider_sim;

extern const struct provider provider_qianfan_v1; /* qianfan.c */
extern const struct provider provider_anthropic,
    provider_anthropic_fixed;                 /* anthropic.c */
extern const struct provider provider_ollama; /* ollama.c */

#endif
