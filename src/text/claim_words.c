/*
 * The words that phrases of length are made of: a row for what they mean, the
 * words between bars. At one place the longest word counts; that is why some
 * that mean nothing are listed (附近, 千字文): they keep the short ones inside
 * them from being seen.
 */
#include "text/claim_impl.h"

/* clang-format off */
const struct claim_words claim_words[] = {
	{ CLAIM_T_REL, CLAIM_AT_MOST, CLAIM_BEFORE | CLAIM_AFTER,
	  "最多|至多|上限|限制|maximum|max|max.|at most|at the most" },
	{ CLAIM_T_REL, CLAIM_AT_MOST, CLAIM_BEFORE,
	  "顶多|最长|最大|最高|限|仅限|≤|<=|≦|⩽|up to|up to and including|"
	  "within|limited to|"
	  "limit of|capped at|cap of|少于等于|小于等于|"
	  "少于或等于|小于或等于|less than or equal to|"
	  "fewer than or equal to" },
	{ CLAIM_T_REL, CLAIM_AT_MOST, CLAIM_AFTER,
	  "为上限|为限|封顶|以内|之内|内|為上限|為限|封頂|以內|之內|內|及以下|或以下|或更少|or less|"
	  "or fewer|or under|or below|or shorter|tops|"
	  "at maximum|的限制|的上限" },
	{ CLAIM_T_REL, CLAIM_AT_LEAST, CLAIM_AFTER,
	  "+|＋|及以上|或以上|或更多|之上|起步|打底|or more|or longer|"
	  "or above|and up|or over|at minimum" },
	{ CLAIM_T_REL, CLAIM_AT_LEAST, CLAIM_BEFORE,
	  "大於等於|起碼|達到|寫滿|寫夠|大于等于|大于或等于|多于等于|多于或等于|"
	  "greater than or equal to|more than or equal to|起码|最低|"
	  "最短|最小|达到|达到或超过|等于或超过|写满|写够|凑满|凑够|满|滿|不下|≥|"
	  ">=|≧|⩾" },
	{ CLAIM_T_REL, CLAIM_AT_LEAST, CLAIM_BEFORE | CLAIM_AFTER,
	  "至少|最少|下限|at least|minimum|min|min." },
	{ CLAIM_T_REL, CLAIM_AT_LEAST, CLAIM_AFTER | CLAIM_BREAK,
	  "起" },
	{ CLAIM_T_REL, CLAIM_EXACTLY, CLAIM_BEFORE,
	  "剛好|剛剛好|必須等於|等於|必須是|必須為|精確到|恰好|正好|刚好|刚刚好|必须等于|等于|必须是|必须为|"
	  "严格控制为|严格等于|严格为|严格控制到|严格是|精确到|精确|"
	  "精准|精确为|精确控制在|精准控制在|准确|整整|恰为|"
	  "恰|equal to|strictly" },
	{ CLAIM_T_REL, CLAIM_EXACTLY, CLAIM_BEFORE | CLAIM_WEAK,
	  "严格控制在|严格限制为|严格限制在|严格限定为|严格限定在" },
	{ CLAIM_T_REL, CLAIM_EXACTLY, CLAIM_AFTER | CLAIM_BREAK,
	  "整" },
	{ CLAIM_T_REL, CLAIM_EXACTLY, CLAIM_BEFORE | CLAIM_AFTER,
	  "exactly|precisely|不多不少" },
	{ CLAIM_T_REL, CLAIM_ABOUT, CLAIM_BEFORE,
	  "約|大約|約為|將近|大體|约|大约|大概|约为|约莫|约摸|大致|差不多|接近|近|将近|大体|≈|"
	  "about|around|approx.|circa|ca.|some|"
	  "nearly|almost|close to" },
	{ CLAIM_T_REL, CLAIM_ABOUT, CLAIM_AFTER,
	  "左右|上下|前后|出头|or so|ish" },
	{ CLAIM_T_REL, CLAIM_ABOUT, CLAIM_BEFORE | CLAIM_AFTER,
	  "approximately|approx|roughly" },
	{ CLAIM_T_REL, CLAIM_RANGE, CLAIM_AFTER,
	  "之间|范围内|区间|范围之内|之間|範圍內|區間" },
	{ CLAIM_T_REL, CLAIM_RANGE, CLAIM_BEFORE,
	  "介于|介於|between|from" },
	{ CLAIM_T_REL, CLAIM_MORE_THAN, CLAIM_AFTER,
	  "以外" },
	{ CLAIM_T_REL, CLAIM_LESS_THAN, CLAIM_BEFORE | CLAIM_AFTER,
	  "不到" },
	{ CLAIM_T_COMPARE, CLAIM_MORE_THAN, CLAIM_BEFORE,
	  "超過|多於|高於|大於|長於|超过|多于|高于|大于|超出|长于|超|>|＞|more than|longer than|"
	  "greater than|over|above|exceed|exceeds|exceeding|beyond|"
	  "upwards of|greater|go over|larger than" },
	{ CLAIM_T_COMPARE, CLAIM_LESS_THAN, CLAIM_BEFORE,
	  "少於|低於|小於|短於|不滿|未滿|少于|低于|小于|短于|不足|不满|未满|<|＜|less than|"
	  "fewer than|shorter than|under|below|lower than|smaller than" },
	{ CLAIM_T_LIMIT, 0, 0,
	  "limit|limiting|restrict" },
	{ CLAIM_T_NOT, 0, 0,
	  "別|嚴禁|請勿|不應|不許|不|别|勿|严禁|禁止|切勿|请勿|不得|不能|不可|不要|不应|不宜|"
	  "不许|不准|不该|不应该|不允许|不可以|不必|不会|不用|切忌|"
	  "避免|不需|no|not|never|don't|doesn't|mustn't|shouldn't|"
	  "can't|cannot|without|don’t" },
	{ CLAIM_T_UNIT, CLAIM_CHAR, 0,
	  "個字|漢字|個漢字|字元|個字元|個字符|個中文字|字|个字|汉字|个汉字|字符|个字符|中文字|个中文字|中文字符|"
	  "个中文字符|个英文字符|英文字符|中文|个中文|个中文汉字|"
	  "中文汉字|characters|chars|chinese characters" },
	{ CLAIM_T_UNIT, CLAIM_CHAR, CLAIM_ONE,
	  "character|char" },
	{ CLAIM_T_UNIT, CLAIM_WORD, 0,
	  "词|单词|英文单词|words|english words" },
	{ CLAIM_T_UNIT, CLAIM_WORD, CLAIM_LOOSE,
	  "个词|个单词|个英文单词|个英语单词" },
	{ CLAIM_T_UNIT, CLAIM_WORD, CLAIM_ONE,
	  "word" },
	{ CLAIM_T_UNIT, CLAIM_BYTE, 0,
	  "字节|个字节|bytes" },
	{ CLAIM_T_UNIT, CLAIM_SENTENCE, 0,
	  "句话|句|个句子|sentences|short sentences|full sentences|"
	  "complete sentences|simple sentences|concise sentences" },
	{ CLAIM_T_UNIT, CLAIM_SENTENCE, CLAIM_ONE,
	  "sentence" },
	{ CLAIM_T_UNIT, CLAIM_PARAGRAPH, 0,
	  "段|段话|个段落|段落|自然段|个自然段|paragraphs|"
	  "short paragraphs|brief paragraphs|concise paragraphs|"
	  "full paragraphs" },
	{ CLAIM_T_UNIT, CLAIM_PARAGRAPH, CLAIM_ONE,
	  "paragraph" },
	{ CLAIM_T_UNIT, CLAIM_LINE, CLAIM_LOOSE,
	  "行|lines" },
	{ CLAIM_T_UNIT, CLAIM_LINE, CLAIM_ONE,
	  "line" },
	{ CLAIM_T_UNIT, CLAIM_PAGE, 0,
	  "页|页纸|pages" },
	{ CLAIM_T_UNIT, CLAIM_PAGE, CLAIM_ONE,
	  "page" },
	{ CLAIM_T_UNIT, CLAIM_LETTER, CLAIM_LOOSE,
	  "个字母|letters" },
	{ CLAIM_T_UNIT, CLAIM_LETTER, CLAIM_ONE,
	  "letter" },
	{ CLAIM_T_UNIT, CLAIM_TOKEN, 0,
	  "token|tokens|个token|个tokens" },
	{ CLAIM_T_PIECE, 0, 0,
	  "个|個" },
	{ CLAIM_T_HEAD, CLAIM_CHAR, CLAIM_NO_UNIT,
	  "字数|总字数|全文字数|全文总字数|文字数|字符数|总字符数|"
	  "字数范围|目标字数|character count|number of characters" },
	{ CLAIM_T_HEAD, CLAIM_WORD, CLAIM_NO_UNIT,
	  "词数|总词数|单词数|单词数量|word count|wordcount|"
	  "total word count|number of words" },
	{ CLAIM_T_HEAD, CLAIM_CHAR, CLAIM_NO_UNIT | CLAIM_WEAK,
	  "字数限制|字数限定|character limit|max characters" },
	{ CLAIM_T_HEAD, CLAIM_WORD, CLAIM_NO_UNIT | CLAIM_WEAK,
	  "词数限制|word limit|maximum word count|max words" },
	{ CLAIM_T_HEAD, CLAIM_CHAR, 0,
	  "篇幅|总篇幅|长度|总长度|全文长度|全长" },
	{ CLAIM_T_HEAD, CLAIM_WORD, 0,
	  "length" },
	{ CLAIM_T_FILL, 0, CLAIM_ANCHOR | CLAIM_NEAR,
	  "在|为" },
	{ CLAIM_T_FILL, 0, CLAIM_NEAR,
	  "in|into" },
	{ CLAIM_T_FILL, 0, CLAIM_ANCHOR | CLAIM_MAKES,
	  "控制在|控制为|控制|压到|缩到|减到|降到" },
	{ CLAIM_T_FILL, 0, CLAIM_ANCHOR,
	  "保持在|维持在|共计|总计|合计|总共|一共|共|长达|达" },
	{ CLAIM_T_FILL, 0, CLAIM_ANCHOR | CLAIM_WEAK,
	  "限制在|限制为|限定在|限定为|限定" },
	{ CLAIM_T_FILL, 0, CLAIM_MAKES,
	  "写|写个|写出|写作|输出" },
	{ CLAIM_T_FILL, 0, CLAIM_MODAL,
	  "要|应|应该|应当|需|需要|须|必须|务必|should|must|shall" },
	{ CLAIM_T_FILL, 0, 0,
	  "要求|要求是|要求为|的|地|是|得|能|可|可以|请|只|仅|只能|"
	  "建议|最好|尽量|规定|大小|有|都|均|严格|允许|设定为|设为|：|"
	  ":|=|＝|of|is|are|be|a|an|the|requirement|long|total|**|*|"
	  "包含" },
	{ CLAIM_T_TO, 0, 0,
	  "-|--|－|–|—|——|−|‑|~|～|∼|〜|至|到|to" },
	{ CLAIM_T_AND, 0, 0,
	  "和|与|and|且|并且|而且|但|但是|同时|又|也|but|&" },
	{ CLAIM_T_AND, 0, CLAIM_NEXT,
	  "、" },
	{ CLAIM_T_AND, 0, CLAIM_EITHER,
	  "或|or" },
	{ CLAIM_T_EACH, 0, 0,
	  "分别|/段|/条|/篇|/句|/章|/个|单条|单篇|单段|单句|每|各|各自|每个|每一|each|every|per|apiece" },
	{ CLAIM_T_PART, 0, 0,
	  "标题|小标题|副标题|子标题|主标题|大标题|题目|口号|开头|结尾|"
	  "最后一段|结尾段|结尾段落|末尾段|开头段|开头段落|引言|引子|导语|结语|前言|正文|部分|首段|末段|尾段|开场白|"
	  "上联|下联|横批|中段|中文版|英文版|长版|短版|短评论|长评论|落款|备注|署名|简版|"
	  "精简版|详细版|完整版|封面|title|subtitle|headline|slogan|"
	  "heading|introduction|conclusion|opening|ending|caption" },
	{ CLAIM_T_GIVEN, 0, 0,
	  "以上|上面|下面|以下|上述|下述|上文|下文|原文|这篇|这段|该文|"
	  "这本书|这本小说|这部小说|该书|本书|"
	  "此文|那篇|给定|所给|this|following|given|original|attached" },
	{ CLAIM_T_GIVEN, 0, CLAIM_WEAK,
	  "把|将|將|从|從|my|our" },
	{ CLAIM_T_VERB, 0, 0,
	  "生成|撰写|创作|编写|改写|扩写|缩写|续写|仿写|概括|总结|归纳|"
	  "压缩|精简|缩减|提炼|润色|翻译|介绍|描述|描写|回答|说明|评论|"
	  "分析|制作|设计|拟|起草|扩展|扩充|丰富|浓缩|简述|写成|缩成|"
	  "改成|变成|整理|write|rewrite|summarize|summarise|compose|"
	  "create|generate|shorten|condense|expand|draft|describe|"
	  "explain|answer" },
	{ CLAIM_T_TOLD, 0, 0,
	  "写了|撰写了|创作了|发表了|完成了|读了|写过|写下了|写完了|"
	  "wrote|has written|book has|novel has|original has|document has|"
	  "he said|she said|they said|knows|knew|has learned|file has|below has|above has|"
	  "my essay is|my article is|my story is|my text is|my draft is|"
	  "my report is|my paper is|my essay has|my article has|"
	  "book contains|novel contains|document contains|"
	  "曾经限制|曾限制|曾经要求|为什么要求|为什么限制|的名字有|刻着|碑文有|"
	  "绝句有|绝句共|律诗共|七律共|五律共|七绝共|五绝共|这首诗共|这首诗一共|作品共|"
	  "他的论文字数|她的论文字数|上下文有|上下文窗口|工具显示|昨天老师让我们写|"
	  "context window of|model has|models have|tweets have|poem has|haiku has|"
	  "constitution has|bible has|exceeded|he submitted|she submitted|"
	  "my resume is|my cv is|my thesis is" },
	{ CLAIM_T_ASKED, 0, CLAIM_BEFORE | CLAIM_AFTER,
	  "怎么写|怎么写好|如何写|如何写好|怎样写|怎样写好|咋写" },
	{ CLAIM_T_ASKED, 0, CLAIM_AFTER,
	  "怎么说|用英文怎么说|用英语怎么说|怎么开头|怎么结尾|如何开头|如何结尾|分几段|多少页|多少钱|"
	  "等于多少|够用吗|够吗|要写多久" },
	{ CLAIM_T_ASKED, 0, CLAIM_BEFORE,
	  "how do i|how can i|how do you|how to write|how many|"
	  "what is a|what's a|what does a" },
	{ CLAIM_T_IF, 0, 0,
	  "如果|若|假如|如若|倘若|是否|有没有|当|if|whether|when" },
	{ CLAIM_T_GRADE, 0, 0,
	  "扣|计分|不计分|扣分|减分|得分|不得分|零分|0分|不及格|每少|"
	  "每多|每超|每超过|每超出|每缺|每不足|deduct|deducted|points|"
	  "penalty" },
	{ CLAIM_T_EXAMPLE, 0, 0,
	  "例如|比如|譬如|示例|举例|诸如|for example|e.g.|such as|"
	  "for instance" },
	{ CLAIM_T_AROUND, 0, CLAIM_BOTH_WAYS,
	  "±|+/-|+-|正负|上下浮动|浮动|上下不超过|give or take|"
	  "plus or minus" },
	{ CLAIM_T_AROUND, 0, 0,
	  "误差|偏差|出入|相差|tolerance" },
	{ CLAIM_T_PERCENT, 0, 0,
	  "%|％|percent" },
	{ CLAIM_T_POINTED, 0, 0,
	  "第|含|前|后|最后|这|那|下列|其中|另外|输入|剩余|还剩|these|"
	  "those|first|last|next|top|memorise|memorize|translate|learn|"
	  "list|find|define|spell|match|sort|previous|types|每分钟|"
	  "每小时|每秒|per minute|per hour|per second|a minute|an hour|"
	  "in a minute|in an hour|a day|a week|worth|of wisdom|背了|背过|认识|"
	  "认识了|的稿费|学了|学会|学会了|默写了|记住|记住了|小说的简介|小说的梗概|"
	  "小说的摘要|小说的书评|小说的大纲|小说的推荐语|"
	  "占用|汉字占|字符占|存储|来存储|按千字|vocabulary|vocabulary test" },
	{ CLAIM_T_THINGS, 0, 0,
	  "字号|字母|字体|字典|字幕|字迹|字形|字音|字词|字面|"
	  "字符串|字词句|字帖|字谜|字路口|字架|词语|词汇|词组|词条|"
	  "词牌|段落大意|行业|行动|行代码|行程|行为|句式|句型|段子|"
	  "页面|页码|段时间|段经历|段代码|段文字|段文本|段对话|段材料|"
	  "段视频|段路|段关系|每千字|成语|谚语|俗语|短语|方针|口诀|"
	  "真言|箴言|格言|核心价值观|诀|组成|构成|that|which|starting|beginning|"
	  "rhyming|related" },
	{ CLAIM_T_KEPT, 0, 0,
	  "密码|口令|用户名|账号|文件名|字段|变量名|缓冲区|内存|验证码|"
	  "数据库|password|passwords|twitter's|passcode|username|usernames|"
	  "user name|filename|file name|buffer|memory|varchar" },
	{ CLAIM_T_CAST, 0, 0,
	  "play|story|movie|film|novel|drama|script|scene|game|comic|"
	  "sitcom|dialogue|cartoon|anime" },
	{ CLAIM_T_GAP, 0, 0,
	  "分为|摘要|主要|重要|简要|纪要|概要|必要|要点|千字文|百字令|"
	  "三字经|附近|最近|亲近|节约|预约|条约|合约|有限|无限|不限|"
	  "期限|内容|内心|内部|内涵|上下文|超级|特别|区别|类别|性别|"
	  "一字一句|八字没一撇|八字还没一撇|一句话也|一句话都|字样|bullet points|key points|"
	  "main points|talking points|"
	  "前后呼应|数字|成为|作为|因为|认为|行为|春联|没有|整体|"
	  "精确度|准确性|准确地|max out|over the|about the" },
	{ CLAIM_T_COMMA, 0, 0,
	  "，|," },
	{ CLAIM_T_STOP, 0, 0,
	  "；|;|。|！|!|？|?" },
	{ CLAIM_T_OPEN, 0, 0,
	  "（|(|【|[|《" },
	{ CLAIM_T_CLOSE, 0, 0,
	  "）|)|】|]" },
	{ CLAIM_T_QUOTE, 0, 0,
	  "“|”|\"|」|』|》|’" },
	{ .words = NULL },
};
/* clang-format on */
