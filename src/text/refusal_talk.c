/*
 * A list of phrases never ends, but the words of talk do: of a clause that
 * refuses hardly one is outside of them, and the first fish or lantern of a
 * story is. Every clause of every answer may be asked about, and a clause of
 * Chinese at each of its characters, so that the lists become one table by
 * hash, made by whoever asks first.
 */
#include "text/refusal_talk.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>

#include "base/hash.h"

enum {
	WORD_MAX = 24, /* bytes */
	HAN = 3,
	HAN_MAX = 4 * HAN,
	SLOTS = 1 << 13,
};

/* The lists that a word stands in. */
enum {
	WORDS = 1 << 0,
	WORDS_NO = 1 << 1,
	HANS = 1 << 2,
	HANS_NO = 1 << 3,
};

/* clang-format off */
static const char words[] =
	" theme themes functionality express expressing block blocks valid "
	"mislead misleading facts fact setting settings verify given "
	"a abilities ability able about abstain accept accepted access "
	"accommodate accomplish account accounts accuracy accurate "
	"accurately achieve activated active address addressing adequately "
	"adult advice advise afield afraid after again against agree agreed "
	"ahead ai aim all allow allowed allows along also alternative "
	"although altogether am ambiguous an and another answer answered "
	"answering answers any anymore anyone anything anyway apart "
	"apologies apologize apology apparently appear appears applicable "
	"appropriate approval are area areas arithmetic around article "
	"articles as aside ask asked asking assess assigned assignment "
	"assignments assist assistance assistant assistants assisted "
	"assisting at attempt attempted audio authorised authority "
	"authorization authorized available avoid aware away back banking "
	"barely barred barrier barriers basic be beat because been before "
	"begin begins begun behind being believe best better between beyond "
	"bias biased big bigger billing bit blocked body book books bot "
	"both bound bow break breaks brief bring brings broken brought "
	"browse budget built business busy but by calculate can cannot cap "
	"capabilities capability capacity caps caption captions carry case "
	"cases cater catering celebrate celebrating celebrities celebrity "
	"certain certainly chance chapter chapters character characters "
	"chat chatbot chatting cheating check chinese choice choose chosen "
	"circumstances clarify clearance client clients closed code coding "
	"come comfort comfortable coming command comment commenting "
	"comments commercial community compact company compatibility "
	"compatible complete completed completely complex compliance "
	"compliant complicated comply complying compose composed composing "
	"computer concerning concise condition conditions conduct "
	"confidential confidently configured conflict conflicting conflicts "
	"confused connection consider constraint constraints contain "
	"contains content context continue continued contradictory control "
	"controlled conversation conversations copy copyright copyrighted "
	"correct correctly corrupted could count counted counting country "
	"cover covered covers craft crafted create created creates creative "
	"creator creators credit credits crime criminal criteria current "
	"currently customer customers danger dangerous data date day days "
	"deal dealing decline declined declining dedicated definitely "
	"deliver delivered delivery demand demands demo depict describe "
	"designed desire desired detail details developer developers dialog "
	"dialogue did difficult difficulty directive directives directly "
	"disabled disclose discuss discussed discussing divide do document "
	"documents does doing domain done down draft draw drawn drop drugs "
	"during duties duty each easy edit editing either elaborate "
	"elaborating eligible else elsewhere email emails emotion emotions "
	"empowered empty enabled end ended ending ends engage engaged "
	"english enough ensure entertain entertained entire entitled "
	"equally equipped error errors essay essays ethical ethically "
	"ethics evaluate even eventually ever every everything exact "
	"exactly exam exams exceed exceeded exceeds except exception "
	"exceptions exclusive exclusively execute expand expanding "
	"experience experiences expert expertise expired explain explicit "
	"extend extended extensive external fail failed fall falls false "
	"familiar far feasible feature features feedback feel feeling "
	"feelings feels few fiction fictional field figure figures file "
	"files filter filters finance financial find finish firmly fit fits "
	"flagged focus focused focusing follow followed for forbidden form "
	"format formatting forte found free from front fulfil fulfill "
	"fulfilled fulfilling fulfilment full fully function functions "
	"further gambling garbled generally generate generated generates "
	"generation genre get gets getting give given glad go goal goes "
	"going gone good got grade grant granted greeting greetings "
	"guarantee guard guardrail guardrails guideline guidelines had hand "
	"handle handled handling hands happen happy hard hardly harmful has "
	"hate have having he head heading headline health hello help helped "
	"helpful helping helps hence here hidden high higher hit hits hold "
	"holding homework honestly honor honour hours how however human "
	"humans i idea ideas identity if illegal image images imagine "
	"impossible in inaccurate inactive inappropriate incapable include "
	"included includes incompatible incomplete inconsistent "
	"inconvenience incorrect incorrectly indeed individual individuals "
	"infeasible info information initially input inputs installed "
	"instead instructed instruction instructions insufficient insurance "
	"intended interested internal internet interpret interpreting into "
	"invalid irrelevant irresponsible is issue issues it its job jobs "
	"judge judged jurisdiction just keep keeps kept kind kindly kinds "
	"know knowledge known lack lacks lane language languages large "
	"later law laws league least leave legal legally legible length "
	"lengths lengthy less let level licence license licensed lie lies "
	"like limit limitation limitations limited limits line lines link "
	"links literary literature little live login long long-form longer "
	"longest longform look lost lot low lower luck lyrics machine made "
	"made-up mail maintenance make manage managed mandate many match "
	"math matter matters maximum may maybe me mean meaningful means "
	"meant measure media medical medicine meet memories memory merely "
	"message messages might mine minimum minute minutes misinformation "
	"missing mission mistaken mode model models moderated moderation "
	"moderator moment momentarily monologue moral morally morals more "
	"most much multi-page must my myself narration narrative narratives "
	"naturally nature need needed needs neither never no none "
	"nonfiction nonsense nor normally not nothing novel novels now "
	"number numbers objective oblige obliged obliging of off offer "
	"offered offline often on once one ones online only onto opine "
	"opinion opinions option options or order orders originally other "
	"others ought our ours out output outputs outside over overload "
	"overloaded own owner page pages paid paragraph paragraphs part "
	"participate particular parts pass pay paying payment people per "
	"perform perhaps permissible permission permit permits permitted "
	"person persona personal piece pieces place plagiarism plain plan "
	"play please plot poem poems poetry point policies policy politely "
	"political politician politicians politics portray position "
	"possibility possible possibly post posts precise precisely "
	"precision prefer premium presently pretend prevent prevented "
	"prevents principle principles privacy private probably problem "
	"problems proceed process processed processing produce produced "
	"produces product products professional program programme "
	"programmed prohibited promise prompt prompts proofread proper "
	"properly prose provide provided provides public pull purely "
	"purpose pursue purview put puzzled qualified quality queries query "
	"question questions quite quota quote quoted range rate rated "
	"rather reach read readable reading ready real-time really reason "
	"reasons recent recognised recognized recommend reduce reduced "
	"refrain refuse refused refusing regarding region register regret "
	"regulation regulations reject rejected related relevant reliable "
	"reliably religion religious remit rephrase rephrasing replied "
	"replies reply replying report reports reproduce reproducing "
	"request requested requesting requests require required requirement "
	"requirements requires requiring reserve reserved respectfully "
	"respond responded responding response responses responsibilities "
	"responsibility responsibly restrict restricted restriction "
	"restrictions result results retrieve retry reveal revealing "
	"reveals review reword right rights risk risky role role-play "
	"roleplay room rule rules safe safeguard safeguards safely safety "
	"same satisfactorily satisfy say scarcely scene scenes scope script "
	"scripts search seconds secret section sections see seem seems "
	"sense senseless sensitive sentence sentences serve server serves "
	"service services serving session set setting settings sexual shall "
	"share shared shopping short short-form shorten shortened shorter "
	"shortest should side simple simply since size skill skills "
	"skillset skip skipping slogan small smaller so software solely "
	"some somebody someone something sometimes song songs sorry sort "
	"sorts sound sounds space spam speak specialised specialist "
	"speciality specialized specialty specific specified specify "
	"speculate speech speeches split stage stance stand standard "
	"standards stands start started starting stay stick still stop "
	"stopped stories story strength strengths strictly strong stumped "
	"style subject subjects subscription successfully such suggest suit "
	"suitable suited summaries summarise summarising summarize "
	"summarizing summary support supported supporting sure switch "
	"switched system systems take taken taking talk talking tall task "
	"tasks taught team tell temporarily term terms test tests text "
	"texts than thank thanks that the them then there therefore these "
	"they thing things think this those though through thus tied tier "
	"time timeout times title titles to token tokens told tomorrow tone "
	"too tool tools topic topics touch touching toward towards track "
	"tracking trade trademark trained training translate translating "
	"translation translations tricky tried trouble true trustworthy "
	"truthfully try trying turn turned turning tweet twice type types "
	"typically ultimately unable unacceptable unauthorised unauthorized "
	"unavailable unclear under understand understood undesirable "
	"unethical unexpected unfamiliar unfortunately unknown unless "
	"unqualified unreadable unrealistic unrelated unreliable unsafe "
	"unsuitable unsupported unsure until untrained unwilling unwise up "
	"up-to-date updated upgrade us usage use used useful user users "
	"usually vague valid verbatim verbose verify verse version very via "
	"video violate violates violence violent voice want wanted wants "
	"was way ways we weapons web website week weigh well were what "
	"whatsoever wheelhouse when where wherewithal whether which while "
	"who whole whom whose why will willing wise wish wishes with within "
	"without word words work worked working works would write writes "
	"writing written wrong wrote yet you your yours yourself ";

static const char words_no[] =
	" not no none never nothing neither nor cannot unable only without "
	"beyond outside impossible unavailable unsupported too decline "
	"declined refuse refused restricted limited forbidden prohibited fail "
	"failed exceed exceeds exceeded violate violates blocked flagged wrong "
	"tied stop stopped lack lacks missing empty unclear against end "
	"over difficult hard turn draw prevented skip rather pass stick limit "
	"limits instructed bound stumped lost unsure hardly barely "
	"unauthorised unauthorized infeasible unacceptable inappropriate "
	"unsuitable unwilling prevents disabled insufficient closed hidden used "
	"busy rejected breaks apart except else someone demo incompatible cap "
	"bow out confidential difficulty private secret yourself incomplete oblige human nobody expired invalid elsewhere trouble ends "
	"switched problem block blocks restriction restrictions disallowed misunderstood ";

static const char han[] =
	" 已 曾 正 一 一字不差 一定 一直 一致 指示 停用 下线 关闭 结论 气氛 删除 撤回 预测 决定 系统 七 万 三 上 上传 上线 上述 上限 下 下列 "
	"下手 下笔 下载 下限 不 不好意思 不管 不良 不足 与 专业 专属 专用 "
	"专长 专门 且 业务 东西 两 严 严格 个 个人 中 中文 中断 中立 为 "
	"主题 么 义务 之 九 也 也许 习惯 书籍 乱码 了 了解 予 事 事情 二 于 "
	"互联网 五 些 交稿 产出 产生 人家 人工 人工智能 人数 什么 仅 仇恨 "
	"今天 介绍 从 从命 他人 付费 代劳 令 以 件 价值观 任何 任务 份 会 "
	"会员 会话 伦理 似乎 但 位 低 低俗 住 体裁 体验 体验版 何 余地 作 "
	"作业 作品 作弊 作文 作评 你 你们 使 使命 依 侵权 侵犯 便 保密 保证 "
	"信息 修改 值 倾向 假如 假装 偏差 偏见 做 停止 健康 储备 允许 充分 "
	"免谈 免费 入手 全 全部 八 公司 公布 公开 公正 公测 六 关于 其 其他 "
	"具体 兼顾 内 内容 内测 内部 再 冗长 写 冲突 准则 准确 准许 凑字 "
	"凑数 几 出 分享 分批 分析 分段 分毫不差 列举 刚好 创作 创意 初衷 "
	"判断 别 别人 到 到期 到此为止 制作 刷新 前 剧本 力 力不从心 办 "
	"办法 功底 功能 动 动笔 助手 助理 勉强 勿 包含 化 医疗 十 千 升级 "
	"半 协助 协议 单一 历史 压缩 原则 原因 原谅 去 参与 又 及 反馈 发布 "
	"发表 取消 口号 句 句子 另 只 叫 可 台词 各 合法 合理 合规 合适 同 "
	"同意 名 名人 后 向 吗 否则 吧 含 听 呀 呈现 告诉 呢 命令 和 咨询 "
	"咱 哈 响应 哦 哪 唷 商业 啊 啦 喔 嘛 囊括 四 回复 回应 回答 回避 "
	"因 团队 困难 国家 图像 图片 在 地 地区 地方 场景 坏 型 堆砌 处 "
	"处理 复杂 外 多 够 大 大模型 天赋 太 失效 失败 奉告 好 如上 如何 "
	"如果 如此 威胁 婉拒 字 字符 学 学习 学科 学识 它 它们 守则 安全 完 "
	"宗教 宗旨 定位 宜 实在 实现 实际 实验 审查 审核 客服 客观 宽泛 对 "
	"对话 小 少 尝试 就 局限 局限性 屏蔽 展开 展示 属于 工作 工具 左右 "
	"巨大 帮 帮助 帮忙 平台 并 应 应付 庞大 度 建议 开发 开发者 开始 "
	"开放 开通 异常 式 弱项 强求 强项 归属 归纳 当 往 很 得 心余力绌 "
	"心有余而力不足 必 必须 快 忽略 怎么 怎样 性 总结 恐怕 恐怖 恰 情况 "
	"情感 想 想法 意图 意思 意见 感受 感情 感谢 愿 愿意 慢 懂 成 我 "
	"我们 或 截断 截止 截稿 所 才 才疏学浅 打住 打开 执行 扩写 扮演 "
	"批准 找 承担 技能 抄袭 把 把关 把握 披露 抱歉 拆分 拒绝 拦截 拼凑 "
	"拿手 指令 按 换 据 掌控 掌握 排队 探讨 接到 接受 接收 控制 推荐 "
	"推辞 描述 提供 提炼 提示 提示词 提问 搜索 摘要 撰写 擅 操作 支持 "
	"收到 收录 改 攻击 政治 政策 故事 故障 效劳 敏感 敢 散文 敬谢不敏 "
	"数 数清 整 文件 文体 文字 文学 文本 文案 文稿 文章 文笔 文采 新闻 "
	"方向 方式 方法 方面 无 无效 无法 无论 早 时 时候 明白 明确 易 是 "
	"显示 晚 智能 暂时 暴力 更 更新 最 有 有关 有害 有效 有误 有限 服务 "
	"服务器 望尘莫及 未 本 本人 本职 本领 机器 机器人 机密 机构 权 权利 "
	"权限 束手无策 条 条例 来 某 查到 查看 查询 标准 标题 校对 样 根据 "
	"格式 框架 检查 检测 模仿 模型 模板 模糊 欠费 次 款 歉意 歌词 正好 "
	"此 歧义 歧视 段 段落 每 毒品 比较 民族 水平 汉字 没 法律 法规 注册 "
	"流量 测试 浏览 消息 涉及 润色 涵盖 深入 清晰 清楚 满足 演示 灵感 "
	"点 然后 然而 照 熟悉 爱莫能助 版本 版权 特定 特殊 犯罪 状态 率 "
	"现在 理由 理解 生成 用 用户 用途 由 略过 登录 百 的 监管 目前 目的 "
	"直接 相关 看 看法 真 真人 真实 真正 着 着手 矛盾 知识 知识库 知道 "
	"短 短文 短板 研发 确保 确定 确实 确认 社区 禁止 私人 种 程序 稍候 "
	"稍后 稿件 空 空白 空间 立即 立场 章节 符合 第三方 笼统 等候 等待 "
	"答不 答复 答应 答案 答题 简单 算了 管制 管控 篇 篇幅 篇章 类 精准 "
	"精度 精确 精简 系统 素材 繁忙 繁琐 级 细说 终止 经历 经验 结束 "
	"结果 绕开 给 统计 继续 续写 维护 编 编排 编程 缩短 缺乏 缺失 缺少 "
	"缺陷 网络 网页 罗列 罢 置评 翻译 考虑 考试 者 而 聊 聊天 职责 联系 "
	"联网 肖像 肯 胜任 能 自己 至 色情 苛刻 若 英文 英语 范围 荒谬 莫 "
	"获取 落笔 著作权 虚假 虽 虽然 血腥 行 行业 补充 表达 表述 被 要 "
	"要求 覆盖 见识 见谅 观点 规则 规定 规矩 规范 规避 视频 角度 角色 "
	"解决 解答 解释 解锁 触及 触发 计算 讨论 让 训练 记忆 讲 许可 设定 "
	"设置 设计 访问 访问量 评价 评估 评判 评论 识别 诈骗 词 试 试题 "
	"试验 诗 诗歌 话题 询问 该 详细 详谈 详述 语言 语言模型 误导 误差 "
	"说 说明 说法 请 请求 读 读取 课程 谁 调整 谅解 谈 谈论 谢绝 谢谢 "
	"谣言 负责 责任 账号 账户 质量 购买 资料 资讯 赌博 赘述 起 超出 "
	"超时 超纲 超过 超限 足够 足足 跟 跳过 身份 身体 转 软件 较 输入 "
	"输出 辱骂 达不到 达到 达成 过 过分 过期 过滤 返回 还 这 进一步 "
	"进行 违反 违法 违背 违规 迷信 适合 适当 选择 透露 途径 通用 道德 "
	"遗憾 遗漏 遵命 遵守 遵循 避免 那 部分 都 配合 里 重新 重试 量 金融 "
	"针对 链接 错误 长 长文 问法 问题 附件 陌生 限于 限制 限度 除 隐患 "
	"隐私 隐藏 隶属 难 难题 零 需 需求 非 音频 页面 项 顾及 领域 领导 "
	"频繁 题目 额度 风格 风险 马上 驾驭 高 高峰 ";

static const char han_no[] =
	" 不 没 无 未 只 仅 拒 难 超 禁 限 太 过 非 停 失 最 缺 关闭 空 屏蔽 隐藏 拦截 过滤 删除 撤回 限制 终止 结束 需要 免谈 打住 算了 作罢 ";
/* clang-format on */

static struct slot {
	const char *s; /* NULL: free */
	uint8_t n, lists;
} slots[SLOTS];

static struct slot *
slot_of(const char *s, size_t n)
{
	size_t i = (size_t)hash_text(s, n) % SLOTS;

	while (slots[i].s != NULL &&
	       (slots[i].n != n || memcmp(slots[i].s, s, n) != 0))
		i = (i + 1) % SLOTS;
	return &slots[i];
}

static void
put_list(const char *list, unsigned bit, size_t *used)
{
	for (const char *s = list + strspn(list, " "); *s != '\0';) {
		size_t n = strcspn(s, " ");
		struct slot *to = slot_of(s, n);

		*used += to->s == NULL;
		assert(n <= WORD_MAX && *used < SLOTS / 2);
		*to =
		    (struct slot){ s, (uint8_t)n, (uint8_t)(to->lists | bit) };
		s += n;
		s += strspn(s, " ");
	}
}

static void
make_slots(void)
{
	size_t used = 0;

	put_list(words, WORDS, &used);
	put_list(words_no, WORDS_NO, &used);
	put_list(han, HANS, &used);
	put_list(han_no, HANS_NO, &used);
}

static bool
listed(unsigned lists, const char *s, size_t n)
{
	return n > 0 && n <= WORD_MAX && (slot_of(s, n)->lists & lists) != 0;
}

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || c == '-';
}

/* What was seen of a clause, in words and characters. */
struct tally {
	size_t all, unknown;
	bool no;
};

static size_t
take_word(struct span x, struct tally *t)
{
	size_t n = 0;

	while (n < x.n && is_word(x.s[n]))
		n++;
	t->all++;
	t->unknown += !listed(WORDS, x.s, n);
	t->no |= listed(WORDS_NO, x.s, n);
	return n;
}

/* The longest word the list has, or one character. */
static size_t
take_han(struct span x, struct tally *t)
{
	size_t n = x.n < HAN_MAX ? x.n / HAN * HAN : HAN_MAX;

	while (n > HAN && !listed(HANS, x.s, n))
		n -= HAN;
	t->all += n / HAN;
	t->unknown += n == HAN && !listed(HANS, x.s, n);
	for (size_t i = 0; i < n; i += HAN)
		t->no |= listed(HANS_NO, x.s + i, HAN);
	t->no |= listed(HANS_NO, x.s, n);
	return n;
}

int
refusal_talk_strange(struct span x, int limit, bool *no)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct tally t = { 0 };

	pthread_once(&once, make_slots);
	*no = false;
	while (x.n > 0) {
		/* What is left has at most as many words as bytes. */
		if (100 * t.unknown >= (size_t)(limit + 1) * (t.all + x.n))
			return 100;
		size_t n = 1;

		if (is_word(x.s[0]))
			n = take_word(x, &t);
		else if ((unsigned char)x.s[0] >= 0xe3 &&
			 (unsigned char)x.s[0] <= 0xe9 && x.n > HAN)
			n = take_han(x, &t);
		else if ((x.s[0] & 0x80) != 0)
			t.unknown++;
		x = span_from(x, n);
	}
	*no = t.no;
	return t.all == 0 ? 100 : (int)(100 * t.unknown / t.all);
}
