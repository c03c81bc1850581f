/*
 * A question is a form with its words put in. What two prompts of one form
 * have in common is the form, so a draw that is near one before is drawn
 * again; forms are short beside what is put into them for the same reason.
 */
#include <stdio.h>
#include <string.h>

#include "base/rng.h"
#include "data/jsonw.h"
#include "dataset/alike.h"
#include "dataset/testset.h"
#include "text/span.h"

enum { DRAWS = 2000, PROMPT_MAX = 4096, SENTENCES = 5, GROUPS = 6 };

/* Who writes, and for whom: one draw. */
static const char *const role[] = {
	"企业CEO",  "小学班主任", "社区居委会主任", "三甲医院的护士长",
	"快递站长", "村支书",     "大学辅导员",     "连锁餐厅店长",
	"驻外记者", "图书馆馆长", "环保志愿者队长", "健身房教练",
	"银行经理", "幼儿园园长", "铁路列车长",     "养老院院长",
	NULL,
};
static const char *const audience[] = {
	"全公司员工",
	"班里的学生和家长",
	"小区的居民",
	"值班的医护同事",
	"坚守岗位的快递员",
	"在外打工的乡亲",
	"留校过年的同学",
	"常来的老顾客",
	"远在家乡的读者",
	"喜欢读书的小朋友",
	"志愿者和支持者",
	"坚持锻炼的会员",
	"多年信任我们的客户",
	"可爱的小朋友们",
	"回家路上的旅客",
	"长辈和他们的家人",
	NULL,
};
static const char *const style[] = {
	"正式鼓励", "温暖感人", "轻松幽默", "古典诗意", "简洁有力", "热情洋溢",
	"真挚朴实", "活泼俏皮", "庄重典雅", "激励环保", NULL,
};
static const char *const title[] = {
	"喜迎春节",   "年夜饭的味道", "除夕守岁",     "奶奶写的春联",
	"逛庙会",     "压岁钱的故事", "烟花照亮夜空", "回家的站台",
	"外婆包饺子", "舞龙舞狮闹春", "元宵灯会",     "窗花里的春天",
	"春运列车上", "拜年路上",     "扫尘迎新",     "老街的年味",
	"第一声鞭炮", "团圆的意义",   NULL,
};
static const char *const writer[] = {
	"小学生", "初中生", "高中生", "留学生", "退休老人", "外来务工者", NULL,
};
static const char *const technique[] = {
	"比喻和拟人", "排比和夸张", "前后对比", "倒叙",     "细节描写",
	"借景抒情",   "以小见大",   "首尾呼应", "动静结合", "设问和反问",
	"烘托渲染",   "五感描写",   "象征",     NULL,
};
static const char *const event[] = {
	"社区春节联欢会",
	"春节庙会",
	"企业年会",
	"元宵猜灯谜活动",
	"新春写春联活动",
	"春节慰问老人",
	"年货集市",
	"校园迎新春晚会",
	"返乡青年座谈会",
	"新春民俗展览",
	"春节公益义诊",
	"亲子剪窗花活动",
	"新春长跑",
	"春节主题图书角",
	"村晚",
	"线上云拜年活动",
	NULL,
};
static const char *const point[] = {
	"预算和采购",   "安全保障",       "人员分工", "宣传推广",
	"流程和时间表", "应急预案",       "场地布置", "节目编排",
	"嘉宾邀请",     "物资与奖品发放", "效果评估", NULL,
};
static const char *const sentence[] = {
	"腊月里，街市上的红灯笼一盏接一盏亮了起来，摊主们忙着吆喝。",
	"母亲把糯米泡在清水里，准备蒸一锅甜甜的年糕。",
	"火车站人潮涌动，归乡的人提着大包小包，脸上都是笑意。",
	"爷爷铺开红纸，研好墨，一笔一画写下新年的祝愿。",
	"孩子们穿着新衣，在院子里追逐，口袋里装满了糖果和花生。",
	"除夕夜里，全家围坐在圆桌旁，热气腾腾的饺子端了上来。",
	"电视里传来熟悉的歌声，老人轻轻跟着哼唱，眼里泛着光。",
	"零点的钟声敲响，烟花冲上夜空，把整座小城照得通明。",
	"清晨，邻里互相道贺，巷口的积雪被踩出一串串脚印。",
	"庙会上锣鼓喧天，舞狮的队伍穿过人群，引来阵阵喝彩。",
	"糖画师傅用铜勺画出一条金龙，围观的小朋友看得入神。",
	"远在海外的姐姐打来视频电话，隔着屏幕举起了酒杯。",
	"值守的消防员在站里吃了年夜饭，警铃一响又整装出发。",
	"快递小哥送完最后一件包裹，骑车赶回家和父母团聚。",
	"祠堂里香烟袅袅，族中长辈讲起祖先迁徙的往事。",
	"元宵节的河面上漂着莲花灯，姑娘们悄悄许下心愿。",
	"返乡的青年办起年货直播，把家乡的腊肉卖到了全国。",
	"博物馆推出生肖特展，排队的人绕着广场站了好几圈。",
	"山村第一次办起自己的晚会，乡亲们自编自演，掌声不断。",
	"雪后的胡同格外安静，只有谁家的收音机唱着京戏。",
	"外婆把压岁钱塞进红包，叮嘱孙儿好好读书。",
	"环卫工人凌晨扫去鞭炮碎屑，让城市干净地迎来新年。",
	"医生推迟了回家的车票，守在病房里陪病人过节。",
	"南方的花市挤满了人，金桔和水仙被一盆盆抱回家。",
	NULL,
};

static const struct list {
	const char *name;
	const char *const *word;
	int group; /* lists of one group are drawn together */
} lists[] = {
	{ "{role}", role, 0 },     { "{audience}", audience, 0 },
	{ "{style}", style, 1 },   { "{title}", title, 2 },
	{ "{writer}", writer, 3 }, { "{technique}", technique, 4 },
	{ "{event}", event, 2 },   { "{point}", point, 5 },
};

static const struct form {
	enum kind kind;
	uint32_t from, to; /* targets */
	const char *text[2];
} forms[] = {
	{ KIND_GREETING,
	  20,
	  150,
	  { "假如你是{role}，请以{style}的风格为{audience}撰写{target}字的春节"
	    "祝福语",
	    "请为{audience}准备一段{target}字的{style}风格的春节祝福，以{role}"
	    "的"
	    "口吻来写" } },
	{ KIND_ESSAY,
	  150,
	  700,
	  { "请以{title}为题目，写一篇{target}字{writer}作文，用上{technique}的"
	    "手法",
	    "以《{title}》为题，用{technique}的手法写一篇{target}字的{style}的"
	    "散文" } },
	{ KIND_PLAN,
	  150,
	  600,
	  { "假如你是{role}，请为{event}写一份{target}字的策划方案，重点说明"
	    "{point}",
	    "请以{style}的风格写一份{target}字的{event}策划书，突出{point}" } },
	{ KIND_SUMMARY,
	  20,
	  70,
	  { "请把下面的文字总结成{target}字：{source}",
	    "请用{target}字概括下面这段话的主要内容：{source}" } },
};

static size_t
length(const char *const *list)
{
	size_t n = 0;

	while (list[n] != NULL)
		n++;
	return n;
}

/* So many different sentences, in any order. */
static void
put_source(struct rng *r, struct buf *out)
{
	size_t n = length(sentence), drawn[SENTENCES];

	for (size_t i = 0; i < SENTENCES; i++) {
		bool again;

		do {
			again = false;
			drawn[i] = rng_below(r, n);
			for (size_t k = 0; k < i; k++)
				again |= drawn[k] == drawn[i];
		} while (again);
		buf_puts(out, sentence[drawn[i]]);
	}
}

static void
put_word(struct rng *r, const char *mark, size_t n, uint32_t target,
	 const uint64_t *draw, struct buf *out)
{
	if (strncmp(mark, "{target}", n) == 0) {
		buf_printf(out, "%u", target);
		return;
	}
	if (strncmp(mark, "{source}", n) == 0) {
		put_source(r, out);
		return;
	}
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		if (strncmp(mark, lists[i].name, n) == 0)
			buf_puts(out, lists[i].word[draw[lists[i].group] %
						    length(lists[i].word)]);
}

static void
fill(struct rng *r, const char *form, uint32_t target, struct buf *out)
{
	uint64_t draw[GROUPS];

	buf_reset(out);
	for (int g = 0; g < GROUPS; g++)
		draw[g] = rng_u64(r) >> 16;
	while (*form != '\0') {
		size_t n = strcspn(form, "{");

		buf_add(out, form, n);
		form += n;
		if (*form == '\0')
			break;
		n = strcspn(form, "}") + 1;
		put_word(r, form, n, target, draw, out);
		form += n;
	}
}

/* What has been made: grams of each prompt. */
struct made {
	struct arena arena;
	struct near_set *set;
	size_t n;
};

static bool
near_one(const struct made *m, const struct near_set *s)
{
	for (size_t i = 0; i < m->n; i++)
		if (near_jaccard(&m->set[i], s) >= ALIKE_NEAR)
			return true;
	return false;
}

static int
draw_prompt(struct made *m, struct rng *r, const char *form, uint32_t target,
	    struct buf *out, struct err *e)
{
	for (int i = 0; i < DRAWS; i++) {
		struct near_text x;
		struct near_set s;

		fill(r, form, target, out);
		x = near_mask_prompt((struct span){ out->data, out->len },
				     &m->arena);
		s = near_grams(&x, &m->arena);
		if (near_one(m, &s))
			continue;
		m->set[m->n++] = s;
		return 0;
	}
	return err_set(e, STATUS_INPUT,
		       "%zu questions that are not near one another could be "
		       "made, and not one more; ask for fewer of each kind",
		       m->n);
}

/* A question that cannot be held against a curve. */
struct anomaly {
	const char *name, *want; /* what is wanted, as a JSON object */
	const char *wording[3];  /* the plainest first */
};

/* a: the anomaly of which it is the k-th wording, or NULL. */
static void
put_question(const char *id, const char *kind, const struct anomaly *a, int k,
	     const char *prompt, uint32_t target, struct buf *out)
{
	struct jsonw w;

	jsonw_open(&w, out, 0);
	jsonw_kstr(&w, "id", id);
	jsonw_kstr(&w, "kind", kind);
	if (a != NULL) {
		jsonw_kstr(&w, "anomaly", a->name);
		jsonw_kint(&w, "wording", k);
	}
	jsonw_kstr(&w, "prompt", prompt);
	jsonw_kint(&w, "target", target);
	if (a != NULL)
		jsonw_kraw(&w, "want", a->want, strlen(a->want));
	jsonw_close(&w);
}

/* Each target lies anywhere in its part of the range. */
static int
make_kind(struct made *m, struct rng *r, const struct form *f, size_t each,
	  struct buf *out, struct err *e)
{
	const char *kind = kind_names[f->kind];
	struct buf prompt;
	int rc = 0;

	buf_init(&prompt, PROMPT_MAX);
	for (size_t i = 0; rc == 0 && i < each; i++) {
		double at = ((double)i + rng_unit(r)) / (double)each;
		uint32_t target = f->from + (uint32_t)(at * (f->to - f->from));
		char id[32];

		snprintf(id, sizeof(id), "%s-%02zu", kind, i + 1);
		rc = draw_prompt(m, r, f->text[i % 2], target, &prompt, e);
		if (rc == 0)
			put_question(id, kind, NULL, 0, buf_text(&prompt),
				     target, out);
	}
	buf_fini(&prompt);
	return rc;
}

int
testset_make(uint64_t seed, size_t each, struct buf *out, struct err *e)
{
	size_t kinds = sizeof(forms) / sizeof(forms[0]);
	struct made m = { .n = 0 };
	struct rng r;
	int rc = 0;

	rng_init(&r, seed);
	arena_init(&m.arena);
	m.set = arena_alloc(&m.arena, kinds * each * sizeof(*m.set) + 1);
	for (size_t k = 0; rc == 0 && k < kinds; k++)
		rc = make_kind(&m, &r, &forms[k], each, out, e);
	arena_fini(&m.arena);
	return rc;
}

/* ---- anomalous --------------------------------------------------------- */

static const struct anomaly anomalies[] = {
	{ "no_length",
	  "{\"do\":\"answer\"}",
	  { "写一段春节祝福语", "春节快到了，请替我给老师写几句新年祝福",
	    "请以喜迎春节为题目，写一篇小学生作文" } },
	{ "zero",
	  "{\"do\":\"ask\"}",
	  { "写一段0字的春节祝福语", "生成0个字的春节场景",
	    "请以喜迎春节为题目，写一篇零字作文" } },
	{ "impossible",
	  "{\"do\":\"ask\"}",
	  { "写一段-50字的春节祝福语", "写一副半个字的春联",
	    "请以喜迎春节为题目，写一篇一亿字的小学生作文" } },
	{ "contradictory",
	  "{\"do\":\"ask\"}",
	  { "写一段50字的春节祝福语，不少于100字",
	    "写一篇恰好200字的春节作文，全文不超过150字",
	    "用30字写一段春节祝福，总字数80字" } },
	{ "other_topic",
	  "{\"do\":\"answer\",\"says\":[\"中秋\",\"月\"],\"low\":48,"
	  "\"high\":72}",
	  { "写一段60字的中秋节祝福语", "请为员工准备一段60字的中秋节祝福",
	    "以中秋节为题，写60字的短文" } },
};

enum { ANOMALOUS_TARGET = 60 };

void
testset_make_anomalous(struct buf *out)
{
	for (size_t i = 0; i < sizeof(anomalies) / sizeof(anomalies[0]); i++)
		for (int k = 0; k < 3; k++) {
			const struct anomaly *a = &anomalies[i];
			char id[48];

			snprintf(id, sizeof(id), "%s-%d", a->name, k + 1);
			put_question(id, "anomalous", a, k + 1, a->wording[k],
				     ANOMALOUS_TARGET, out);
		}
}
