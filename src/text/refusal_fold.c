/*
 * A text model says the same things in a hundred spellings, which differ in
 * courtesy and adverbs. What is folded away here need not stand in any other
 * table. Order matters among rows that begin alike: the longer one is first.
 */
#include "text/refusal_words.h"

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

const struct refusal_fold refusal_folds[] = {
	/* clauses */
	{ "，", "\n" },
	{ "。", "\n" },
	{ "！", "\n" },
	{ "？", "\n" },
	{ "；", "\n" },
	{ "：", "\n" },
	{ "、", "\n" },
	{ "（", "\n" },
	{ "）", "\n" },
	{ "【", "\n" },
	{ "】", "\n" },
	{ "(", "\n" },
	{ ")", "\n" },
	{ "[", "\n" },
	{ "]", "\n" },
	{ "–", "\n" },
	{ "\\n", "\n" },
	{ "—", "\n" },
	{ "…", "\n" },
	{ "～", "\n" },
	{ "\r", "\n" },
	{ ".", "\n" },
	{ ",", "\n" },
	{ "!", "\n" },
	{ "?", "\n" },
	{ ";", "\n" },
	{ ":", "\n" },
	{ "~", "\n" },
	{ "*", "" },
	{ " - ", "\n" },
	{ " but", "\n" },
	{ " however", "\n" },
	{ "although ", "\n" },
	{ " so i ", "\ni " },
	{ " because ", "\n" },
	{ " therefore ", "\n" },
	{ " thus ", "\n" },
	{ " hence ", "\n" },
	{ " and therefore ", "\n" },
	{ " so it ", "\nit " },
	{ " so we ", "\ni " },
	{ " and i ", "\ni " },
	{ " and we ", "\ni " },
	{ " since ", "\nsince " },
	{ " as i ", "\ni " },
	{ "但是", "\n" },
	{ "但", "\n" },
	{ "不过", "\n" },
	{ "可是", "\n" },
	{ "然而", "\n" },
	{ "所以", "\n" },
	{ "因此", "\n" },
	/* spellings */
	{ "can’t help but", "must" },
	{ "can't help but", "must" },
	{ "cannot help but", "must" },
	{ "can’t", "cannot" },
	{ "can't", "cannot" },
	{ "cant", "cannot" },
	{ "can not", "cannot" },
	{ "couldn’t", "cannot" },
	{ "couldn't", "cannot" },
	{ "won’t", "will not" },
	{ "won't", "will not" },
	{ "n’t", " not" },
	{ "n't", " not" },
	{ "’m", " am" },
	{ "'m", " am" },
	{ "’re", " are" },
	{ "'re", " are" },
	{ "’s", " is" },
	{ "'s", " is" },
	{ "’d", " would" },
	{ "'d", " would" },
	{ "’ll", " will" },
	{ "'ll", " will" },
	{ "’ve", " have" },
	{ "'ve", " have" },
	{ "’", "'" },
	{ "could not", "cannot" },
	{ "we cannot", "i cannot" },
	{ "we are", "i am" },
	{ "we’re", "i am" },
	{ "we're", "i am" },
	{ "it seems that ", "" },
	{ "it appears that ", "" },
	{ "apologise", "apologize" },
	{ "请您", "请" },
	{ "请你", "请" },
	{ "您", "你" },
	{ "其他", "别的" },
	{ "其它", "别的" },
	{ "不可以", "不能" },
	{ "不能够", "不能" },
	{ "没有办法", "无法" },
	{ "没办法", "无法" },
	{ "没法", "无法" },
	{ "难以", "无法" },
	{ "没有能力", "无法" },
	{ "不具备", "无法" },
	{ "没有权限", "无法" },
	{ "没有学会", "不会" },
	{ "没学会", "不会" },
	{ "不知道怎么", "不会" },
	{ "不知道该怎么", "不会" },
	{ "不知道如何", "不会" },
	{ "不知道该如何", "不会" },
	{ "不懂得", "不会" },
	{ "不懂怎么", "不会" },
	{ "不懂如何", "不会" },
	{ "不晓得", "不会" },
	{ "不清楚如何", "不会" },
	{ "不清楚怎么", "不会" },
	{ "没有学习", "不会" },
	{ "没学习", "不会" },
	{ "没有义务", "无法" },
	{ "不足以", "无法" },
	{ "未能", "无法" },
	{ "没能", "无法" },
	{ "不予", "不予" },
	{ "尚未", "未" },
	{ "并未", "未" },
	{ "没有权利", "无法" },
	{ "无权", "无法" },
	{ "不得", "不能" },
	{ "不该", "不能" },
	{ "不应该", "不能" },
	{ "不应", "不能" },
	{ "不想", "不便" },
	{ "不愿意", "不便" },
	{ "不愿", "不便" },
	{ "不宜", "不便" },
	{ "不敢", "不便" },
	{ "咱们", "我们" },
	{ "贵方", "你" },
	{ "真不好意思", "不好意思" },
	{ "真抱歉", "抱歉" },
	{ "真遗憾", "遗憾" },
	{ "带来不便", "" },
	{ "带来的不便", "" },
	{ "造成不便", "" },
	{ "不太方便", "不便" },
	{ "不方便", "不便" },
	{ "写下", "记" },
	{ "不太", "不" },
	{ "不大", "不" },
	{ "超出了", "超出" },
	{ "违反了", "违反" },
	{ "一个", "" },
	{ "一名", "" },
	{ "一款", "" },
	{ "一位", "" },
	{ "一台", "" },
	{ "一种", "" },
	/* adverbs */
	{ " currently", "" },
	{ " presently", "" },
	{ " simply", "" },
	{ " just", "" },
	{ " really", "" },
	{ " very", "" },
	{ " so sorry", " sorry" },
	{ " truly", "" },
	{ " deeply", "" },
	{ " terribly", "" },
	{ " sincerely", "" },
	{ " respectfully", "" },
	{ " unfortunately", "" },
	{ " also", "" },
	{ " still", "" },
	{ " directly", "" },
	{ " actually", "" },
	{ " politely", "" },
	{ " am going to have to", " must" },
	{ "’m going to have to", " must" },
	{ "'m going to have to", " must" },
	{ " will have to", " must" },
	{ " have to", " must" },
	{ " need to", " must" },
	{ " at this time", "" },
	{ " right now", "" },
	{ " at the moment", "" },
	{ " in good conscience", "" },
	{ " regretfully", "" },
	{ " regrettably", "" },
	{ " sadly", "" },
	{ " kindly", "" },
	{ " therefore", "" },
	{ " always", "" },
	{ " possibly", "" },
	{ " personally", "" },
	{ " reliably", "" },
	{ " precisely", "" },
	{ " accurately", "" },
	{ " at present", "" },
	{ " for now", "" },
	{ " in full", "" },
	{ " as of now", "" },
	{ " yet", "" },
	{ " either", "" },
	{ " even", "" },
	{ " likely", "" },
	{ " hereby", "" },
	{ " must also", " must" },
	{ "目前", "" },
	{ "暂时", "" },
	{ "暂", "" },
	{ "实在", "" },
	{ "真的", "" },
	{ "确实", "" },
	{ "现在", "" },
	{ "直接", "" },
	{ "当前", "" },
	{ "真心", "" },
	{ "深感", "" },
	{ "倍感", "" },
	{ "有些", "" },
	{ "有点儿", "" },
	{ "有点", "" },
	{ "始终", "" },
	{ "精确地", "" },
	{ "准确地", "" },
	{ "尚", "" },
	{ "恐怕", "" },
	{ "非常", "" },
	{ "十分", "" },
	{ "万分", "" },
	{ "不可能", "不可能" },
	{ "可能", "" },
	{ "很多", "很多" },
	{ "很", "" },
	{ "还", "" },
	{ "也", "" },
	{ "并", "" },
	{ "呢", "" },
	{ "哦", "" },
	{ "啊", "" },
	{ NULL, NULL },
};

/* Pairs of a traditional character and its simplified one, in order. */
static const char pairs[] =
    "佈布併并來来侷局係系個个們们偵侦偽伪備备傳传傷伤僅仅僞伪僱雇價价億亿"
    "儘尽償偿優优儲储兒儿內内兩两別别刪删則则創创劃划動动務务勞劳勢势勵励"
    "區区協协卻却厲厉參参問问啟启喚唤單单嗎吗嚴严國国圍围圖图執执報报場场"
    "壓压壞坏夠够夾夹奪夺婦妇媽妈孫孙學学實实寫写寬宽將将專专尋寻對对導导"
    "屆届層层屬属嶺岭師师帶带幫帮幾几庫库廠厂廢废廣广彈弹彌弥彙汇後后徑径"
    "從从復复徵征恆恒愛爱懇恳應应戀恋戰战戶户換换撥拨擁拥擇择擔担據据擬拟"
    "擾扰敘叙敵敌數数斷断於于時时暫暂曆历書书會会條条業业極极樂乐標标樣样"
    "樹树檔档檢检權权歡欢歲岁歷历歸归殘残氣气決决沒没測测準准滿满漢汉潔洁"
    "濟济灣湾為为無无爭争爺爷狀状獨独獲获獻献現现瑣琐環环產产畫画異异當当"
    "瘋疯療疗發发盡尽監监盤盘眾众確确礙碍禮礼種种稱称穩稳窮穷競竞筆笔節节"
    "範范籤签籲吁糾纠紀纪約约純纯紙纸級级細细終终組组結结絕绝絡络給给統统"
    "經经維维網网緊紧緒绪線线編编練练縮缩總总織织繪绘繼继續续罰罚羅罗習习"
    "聯联聲声職职聽听脫脱腦脑臨临臺台與与舉举舊旧華华萬万蓋盖藝艺藥药處处"
    "虛虚號号蟲虫術术裏里補补裝装裡里複复見见規规親亲覽览觀观觸触訂订計计"
    "訊讯討讨訓训託托記记設设許许訴诉評评詞词詢询試试詩诗話话該该詳详認认"
    "語语誠诚誤误說说誰谁調调談谈請请諒谅論论諮咨謊谎講讲謝谢證证識识譯译"
    "議议護护讀读變变讓让豐丰貝贝負负財财貨货責责貴贵買买費费資资賓宾賣卖"
    "質质購购贊赞趙赵跡迹車车軍军軟软較较載载輔辅輕轻輛辆輯辑輸输轉转辦办"
    "辭辞迴回這这連连進进遊游運运過过達达違违遞递遠远適适遲迟選选遺遗還还"
    "邊边鄉乡醜丑醫医釋释釐厘銀银銷销錄录錢钱錯错鍵键鎖锁鎮镇鐘钟鑑鉴鑒鉴"
    "長长門门閉闭開开間间閱阅闆板關关陣阵陳陈陸陆隊队階阶隨随險险雖虽雜杂"
    "離离難难雲云電电靈灵靜静響响頁页頂顶項项順顺須须預预頓顿領领頭头頻频"
    "題题額额顏颜願愿類类顧顾顯显飛飞飯饭飾饰養养館馆馬马驅驱驗验驚惊驟骤"
    "體体鬆松鬥斗魚鱼鮮鲜鳥鸟麗丽麼么黃黄點点黨党齊齐齡龄龍龙";

/* Three bytes, in the order of memcmp: it is asked of every character. */
static uint32_t
rank_of(const char *s)
{
	const unsigned char *u = (const unsigned char *)s;

	return (uint32_t)u[0] << 16 | (uint32_t)u[1] << 8 | u[2];
}

/* A bit for each character; most have none, and are plain. */
static uint64_t have[0x10000 / 64], plain[0x10000 / 64];

static void
mark(uint64_t *set, uint32_t c, bool on)
{
	uint64_t bit = UINT64_C(1) << c % 64;

	set[c / 64] = on ? set[c / 64] | bit : set[c / 64] & ~bit;
}

static uint32_t
first_of(const char *s, size_t n)
{
	uint32_t c;

	utf8_step((const unsigned char *)s, n, &c);
	return c;
}

static void
mark_them(void)
{
	memset(plain, 0xff, sizeof(plain));
	for (const char *s = pairs; *s != '\0'; s += 6) {
		mark(have, first_of(s, 3), true);
		mark(plain, first_of(s, 3), false);
	}
	for (size_t i = 0; refusal_folds[i].from != NULL; i++) {
		const char *from = refusal_folds[i].from;
		uint32_t c = first_of(from, strlen(from));

		mark(plain, c, false);
		if (utf8_letter(c))
			mark(plain, c ^ 0x20, false);
	}
	mark(plain, ' ', false);
	mark(plain, '\n', false);
}

static void
once_marked(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, mark_them);
}

const uint64_t *
refusal_plain(void)
{
	once_marked();
	return plain;
}

const char *
refusal_simplified(const char *s)
{
	size_t lo = 0, hi = (sizeof(pairs) - 1) / 6;
	uint32_t c = first_of(s, 3), wanted;

	once_marked();
	if (c > 0xffff || (have[c / 64] >> c % 64 & 1) == 0)
		return NULL;
	wanted = rank_of(s);
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		uint32_t rank = rank_of(pairs + mid * 6);

		if (wanted == rank)
			return pairs + mid * 6 + 3;
		if (wanted < rank)
			hi = mid;
		else
			lo = mid + 1;
	}
	return NULL;
}
