/*
 * Words, not a model: a share of kinds is a composition check, and a reader
 * must be able to say why a prompt was counted where it was.
 */
#include "dataset/kind.h"

#include "base/utf8.h"

const char *const kind_names[] = { "greeting", "essay", "plan",
				   "summary",  "other", NULL };

static const char *const greeting[] = {
	"祝福",     "贺词",   "贺卡",        "拜年", "问候", "祝词",
	"吉祥话",   "寄语",   "贺信",        "春联", "对联", "greeting",
	"blessing", "wishes", "congratulat", NULL,
};
static const char *const essay[] = {
	"作文",  "散文",  "短文",    "文章",        "记叙文", "议论文", "故事",
	"小说",  "日记",  "游记",    "随笔",        "文案",   "推文",   "场景",
	"essay", "story", "article", "composition", NULL,
};
static const char *const plan[] = {
	"策划",     "方案",     "计划书",     "计划",   "流程安排", "活动安排",
	"proposal", "schedule", "event plan", "a plan", NULL,
};
static const char *const summary[] = {
	"总结", "概括",   "摘要",     "缩写",     "归纳", "提炼",
	"概述", "summar", "abstract", "in brief", NULL,
};

/* Behind the last of the phrases in x, 0 for none. */
static size_t
last_of(struct span x, const char *const *phrases)
{
	size_t last = 0;

	for (size_t at = 0; at < x.n; at++)
		if (!utf8_continues((unsigned char)x.s[at]) &&
		    span_opens_any(span_from(x, at), phrases) > 0)
			last = at + 1;
	return last;
}

enum kind
kind_of(struct span prompt)
{
	static const char *const *const table[] = { greeting, essay, plan };
	enum kind kind = KIND_OTHER;
	size_t best = 0, at;

	prompt.n = utf8_skip(prompt.s, prompt.n, KIND_LOOK);
	if (last_of(prompt, summary) > 0)
		return KIND_SUMMARY;
	for (unsigned k = 0; k < 3; k++) {
		at = last_of(prompt, table[k]);
		if (at > best) {
			best = at;
			kind = (enum kind)k;
		}
	}
	return kind;
}
