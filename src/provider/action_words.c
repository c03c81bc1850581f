/*
 * What vendors say in codes and in words, as rows. Numbers belong to a vendor,
 * as 18 is a rate limit to one and means nothing to another; the words are
 * everybody's, since gateways pass on whatever stood in the error they got.
 */
#include <stddef.h>

#include "provider/action_table.h"

const struct action_number action_numbers[] = {
	/* Baidu Qianfan v1 */
	{ VENDOR_QIANFAN, 18, ACTION_RATE_LIMIT },     /* QPS */
	{ VENDOR_QIANFAN, 336501, ACTION_RATE_LIMIT }, /* requests a minute */
	{ VENDOR_QIANFAN, 336502, ACTION_RATE_LIMIT }, /* tokens a minute */
	{ VENDOR_QIANFAN, 1, ACTION_BUSY },
	{ VENDOR_QIANFAN, 2, ACTION_BUSY },
	{ VENDOR_QIANFAN, 4, ACTION_BUSY },
	{ VENDOR_QIANFAN, 15, ACTION_BUSY },
	{ VENDOR_QIANFAN, 336000, ACTION_BUSY },
	{ VENDOR_QIANFAN, 336100, ACTION_BUSY },
	{ VENDOR_QIANFAN, 336104, ACTION_BUSY }, /* service info not had */
	{ VENDOR_QIANFAN, 336105, ACTION_BUSY }, /* service not invoked */
	{ VENDOR_QIANFAN, 500000, ACTION_BUSY },
	{ VENDOR_QIANFAN, 110, ACTION_TOKEN }, /* invalid */
	{ VENDOR_QIANFAN, 111, ACTION_TOKEN }, /* expired */
	{ VENDOR_QIANFAN, 6, ACTION_STOP },    /* no permission */
	{ VENDOR_QIANFAN, 13, ACTION_STOP },
	{ VENDOR_QIANFAN, 14, ACTION_STOP }, /* IAM */
	{ VENDOR_QIANFAN, 17, ACTION_STOP }, /* a day's quota */
	{ VENDOR_QIANFAN, 19, ACTION_STOP }, /* the whole quota */
	{ VENDOR_QIANFAN, 336004, ACTION_MODEL },
	{ VENDOR_QIANFAN, 336005, ACTION_MODEL }, /* API name not there */
	{ VENDOR_QIANFAN, 336101, ACTION_MODEL }, /* offline */
	{ VENDOR_QIANFAN, 3, ACTION_ADDRESS },    /* unsupported method */
	{ VENDOR_QIANFAN, 336006, ACTION_CELL },  /* too long */
	{ VENDOR_QIANFAN, 336007, ACTION_CELL },
	{ VENDOR_QIANFAN, 336103, ACTION_CELL },
	{ VENDOR_QIANFAN, 100, ACTION_UNKNOWN }, /* something is invalid */
	{ VENDOR_QIANFAN, 336001, ACTION_UNKNOWN },
	{ VENDOR_QIANFAN, 336002, ACTION_UNKNOWN },
	{ VENDOR_QIANFAN, 336003, ACTION_UNKNOWN },
	/* MiniMax, base_resp */
	{ VENDOR_MINIMAX, 1000, ACTION_BUSY },
	{ VENDOR_MINIMAX, 1001, ACTION_BUSY }, /* time-out */
	{ VENDOR_MINIMAX, 1002, ACTION_RATE_LIMIT },
	{ VENDOR_MINIMAX, 1004, ACTION_STOP }, /* key */
	{ VENDOR_MINIMAX, 1008, ACTION_STOP }, /* balance */
	{ VENDOR_MINIMAX, 1013, ACTION_BUSY },
	{ VENDOR_MINIMAX, 1024, ACTION_BUSY },
	{ VENDOR_MINIMAX, 1026, ACTION_FILTERED },
	{ VENDOR_MINIMAX, 1027, ACTION_FILTERED },
	{ VENDOR_MINIMAX, 1033, ACTION_BUSY },
	{ VENDOR_MINIMAX, 1039, ACTION_RATE_LIMIT }, /* tokens a minute */
	{ VENDOR_MINIMAX, 1041, ACTION_RATE_LIMIT }, /* connections */
	{ VENDOR_MINIMAX, 2045, ACTION_RATE_LIMIT },
	{ VENDOR_MINIMAX, 2049, ACTION_STOP }, /* key */
	{ VENDOR_MINIMAX, 2056, ACTION_STOP }, /* usage limit */
	/* Cloudflare Workers AI, errors[] */
	{ VENDOR_CLOUD, 3007, ACTION_BUSY },
	{ VENDOR_CLOUD, 3008, ACTION_BUSY },
	{ VENDOR_CLOUD, 3036, ACTION_DAILY },
	{ VENDOR_CLOUD, 3040, ACTION_BUSY }, /* capacity */
	{ VENDOR_CLOUD, 5007, ACTION_MODEL },
	{ VENDOR_CLOUD, 7000, ACTION_ADDRESS },
	{ VENDOR_CLOUD, 7003, ACTION_ADDRESS },
	{ VENDOR_CLOUD, 9109, ACTION_STOP },
	{ VENDOR_CLOUD, 10000, ACTION_STOP }, /* key */
	/* Zhipu, error.code */
	{ VENDOR_ANY, 1000, ACTION_STOP }, /* 100x: key */
	{ VENDOR_ANY, 1001, ACTION_STOP },
	{ VENDOR_ANY, 1002, ACTION_STOP },
	{ VENDOR_ANY, 1003, ACTION_STOP },
	{ VENDOR_ANY, 1004, ACTION_STOP },
	{ VENDOR_ANY, 1110, ACTION_STOP }, /* 111x: account */
	{ VENDOR_ANY, 1111, ACTION_STOP },
	{ VENDOR_ANY, 1112, ACTION_STOP },
	{ VENDOR_ANY, 1113, ACTION_STOP }, /* in arrears */
	{ VENDOR_ANY, 1120, ACTION_BUSY },
	{ VENDOR_ANY, 1211, ACTION_MODEL },
	{ VENDOR_ANY, 1212, ACTION_FORM },  /* streams, or not */
	{ VENDOR_ANY, 1220, ACTION_STOP },  /* no right to this API */
	{ VENDOR_ANY, 1221, ACTION_MODEL }, /* gone for good */
	{ VENDOR_ANY, 1222, ACTION_MODEL },
	{ VENDOR_ANY, 1230, ACTION_BUSY },
	{ VENDOR_ANY, 1234, ACTION_BUSY },
	{ VENDOR_ANY, 1261, ACTION_CELL }, /* prompt too long */
	{ VENDOR_ANY, 1300, ACTION_FILTERED },
	{ VENDOR_ANY, 1301, ACTION_FILTERED },
	{ VENDOR_ANY, 1302, ACTION_RATE_LIMIT }, /* concurrency */
	{ VENDOR_ANY, 1303, ACTION_RATE_LIMIT },
	{ VENDOR_ANY, 1304, ACTION_DAILY },
	{ VENDOR_ANY, 1305, ACTION_RATE_LIMIT },
	{ VENDOR_ANY, 1308, ACTION_STOP }, /* usage limit of the plan */
	{ VENDOR_ANY, 1309, ACTION_STOP }, /* plan has run out */
	{ VENDOR_ANY, 1310, ACTION_STOP }, /* of a week or month */
	{ VENDOR_ANY, 1311, ACTION_STOP }, /* model not in the plan */
	{ VENDOR_ANY, 1312, ACTION_BUSY },
	/* iFlytek Spark */
	{ VENDOR_ANY, 10007, ACTION_RATE_LIMIT },
	{ VENDOR_ANY, 10010, ACTION_BUSY },
	{ VENDOR_ANY, 10012, ACTION_BUSY },
	{ VENDOR_ANY, 10013, ACTION_FILTERED },
	{ VENDOR_ANY, 10014, ACTION_FILTERED },
	{ VENDOR_ANY, 10019, ACTION_FILTERED },
	{ VENDOR_ANY, 10110, ACTION_BUSY },
	{ VENDOR_ANY, 10907, ACTION_CELL }, /* too long */
	{ VENDOR_ANY, 11200, ACTION_STOP }, /* no right, or used up */
	{ VENDOR_ANY, 11201, ACTION_DAILY },
	{ VENDOR_ANY, 11202, ACTION_RATE_LIMIT },
	{ VENDOR_ANY, 11203, ACTION_RATE_LIMIT },
	/* SiliconFlow */
	{ VENDOR_ANY, 20012, ACTION_MODEL },
	{ VENDOR_ANY, 30001, ACTION_STOP }, /* balance */
	{ VENDOR_ANY, 30011, ACTION_STOP },
	{ VENDOR_ANY, 50501, ACTION_BUSY },
	{ VENDOR_ANY, 50505, ACTION_BUSY },
	{ VENDOR_ANY, 50603, ACTION_BUSY },
	{ VENDOR_ANY, -1, 0 },
};

/*
 * Words of code, type, status and reason. `always` words beat the HTTP
 * status; the others are for errors that come with status 200 or 400, which
 * say nothing by themselves.
 */
const struct action_word action_words[] = {
	/* the account */
	{ "insufficientquota", ACTION_STOP, true },
	{ "insufficientuserquota", ACTION_STOP, true }, /* one-api */
	{ "insufficientbalance*", ACTION_STOP, true },
	{ "insufficientcredit*", ACTION_STOP, true },
	{ "insufficientfunds*", ACTION_STOP, true },
	{ "preconsumetokenquotafailed", ACTION_STOP, true },
	{ "quotanotenough", ACTION_STOP, true },
	{ "exceededcurrentquotaerror", ACTION_STOP, true }, /* Moonshot */
	{ "billing*", ACTION_STOP, true },
	{ "arrearage*", ACTION_STOP, true },      /* DashScope */
	{ "accountoverdue*", ACTION_STOP, true }, /* Ark */
	{ "accountinarrears*", ACTION_STOP, true },
	{ "accountarrears*", ACTION_STOP, true },
	{ "overdue*", ACTION_STOP, true },
	{ "setlimitexceeded", ACTION_STOP, true },
	{ "inferencelimitexceeded", ACTION_STOP, true },
	{ "commoditynotpurchased", ACTION_STOP, true },
	{ "prepaidbilloverdue", ACTION_STOP, true },
	{ "postpaidbilloverdue", ACTION_STOP, true },
	{ "allocationquotafreetieronly", ACTION_STOP, true },
	{ "creditlimit*", ACTION_STOP, true },
	{ "budgetexceeded", ACTION_STOP, true }, /* LiteLLM */
	{ "paymentrequired*", ACTION_STOP, true },
	{ "spendinglimit*", ACTION_STOP, true },
	{ "accountdeactivated", ACTION_STOP, true },
	{ "accountsuspended", ACTION_STOP, true },
	{ "organizationrestricted", ACTION_STOP, true },
	{ "consumersuspended", ACTION_STOP, true },
	{ "accessterminatederror", ACTION_STOP, true },
	{ "failedoperationuserunauthorized*", ACTION_STOP, true },
	{ "failedoperationresourcepackexhausted", ACTION_STOP, true },
	{ "failedoperationfreeresourcepackexhausted", ACTION_STOP, true },
	{ "failedoperationservicenotactivated", ACTION_STOP, true },
	{ "resourceunavailablein*", ACTION_STOP, true },
	{ "quotaexceeded", ACTION_STOP, true },
	/* the key and its rights */
	{ "invalidapikey*", ACTION_STOP, true },
	{ "apikeyinvalid", ACTION_STOP, true }, /* Gemini */
	{ "apikeyexpired", ACTION_STOP, true },
	{ "apikeyservice*", ACTION_STOP, true },
	{ "incorrectapikey*", ACTION_STOP, true },
	{ "missingapikey*", ACTION_STOP, true },
	{ "invalidauthentication*", ACTION_STOP, true },
	{ "invalidtoken", ACTION_STOP, true },
	{ "authentication*", ACTION_STOP, true },
	{ "authfailure*", ACTION_STOP, true },
	{ "unauthenticated", ACTION_STOP, true },
	{ "unauthorized*", ACTION_STOP, true },
	{ "permission*", ACTION_STOP, true },
	{ "accessdenied*", ACTION_STOP, true },
	{ "forbidden", ACTION_STOP, false },
	{ "servicedisabled", ACTION_STOP, true },
	{ "invalidaccesskeyid", ACTION_STOP, true },
	{ "signaturedoesnotmatch", ACTION_STOP, true },
	{ "iamsignatureinvalid", ACTION_STOP, true },
	{ "requestexpired", ACTION_STOP, true },
	{ "unrecognizedclientexception", ACTION_STOP, true },
	{ "unsupportedcountryregionterritory", ACTION_STOP, true },
	{ "modelnotopen", ACTION_STOP, true }, /* Ark */
	{ "invalidiamtoken", ACTION_TOKEN, true },
	/* a filter */
	{ "contentfilter*", ACTION_FILTERED, true },
	{ "contentpolicyviolation", ACTION_FILTERED, true },
	{ "contentpolicy*", ACTION_FILTERED, true },
	{ "contentmoderation*", ACTION_FILTERED, true },
	{ "moderation*", ACTION_FILTERED, true },
	{ "contentblocked*", ACTION_FILTERED, true },
	{ "responsibleaipolicyviolation", ACTION_FILTERED, true },
	{ "datainspectionfailed", ACTION_FILTERED, true },
	{ "inputtextsensitive*", ACTION_FILTERED, true }, /* Ark */
	{ "outputtextsensitive*", ACTION_FILTERED, true },
	{ "sensitivecontent*", ACTION_FILTERED, true },
	{ "inputdatamaycontain*", ACTION_FILTERED, true },
	{ "censorshipblocked", ACTION_FILTERED, true }, /* Stepfun */
	{ "promptblocked", ACTION_FILTERED, true },
	{ "prohibitedcontent", ACTION_FILTERED, true },
	{ "safety*", ACTION_FILTERED, true },
	{ "operationdeniedtextilegaldetected", ACTION_FILTERED, true },
	{ "operationdeniedtextillegaldetected", ACTION_FILTERED, true },
	{ "guardrail*", ACTION_FILTERED, true },
	{ "sensitivewords*", ACTION_FILTERED, true },
	{ "systemunsafe", ACTION_FILTERED, true }, /* Qianfan v2 */
	{ "usersettingunsafe", ACTION_FILTERED, true },
	{ "functionsunsafe", ACTION_FILTERED, true },
	{ "unsafe*", ACTION_FILTERED, true },
	{ "jailbreak", ACTION_FILTERED, true },
	/* the server's context, which somebody may enlarge */
	{ "contextlengthexceeded", ACTION_LATER, true },
	{ "contextwindowexceeded*", ACTION_LATER, true },
	{ "exceedcontextsize*", ACTION_LATER, true }, /* llama.cpp */
	/* the size of one cell */
	{ "stringabovemaxlength", ACTION_CELL, true },
	{ "requesttoolarge", ACTION_CELL, true },
	{ "inputtoolong", ACTION_CELL, true },
	{ "prompttoolong", ACTION_CELL, true },
	{ "tokenlimitexceeded", ACTION_CELL, true },
	{ "invalidprompt", ACTION_CELL, true },
	/* the model, the address */
	{ "modelnotfound*", ACTION_MODEL, true },
	{ "modelnotexist*", ACTION_MODEL, true },
	{ "modelunavailable", ACTION_MODEL, true },
	{ "modelnotsupported", ACTION_MODEL, true },
	{ "modelnotavailable", ACTION_MODEL, true },
	{ "modeldeprecated", ACTION_MODEL, true },
	{ "modeldecommissioned", ACTION_MODEL, true }, /* Groq */
	{ "invalidmodel*", ACTION_MODEL, true },
	{ "unknownmodel", ACTION_MODEL, true },
	{ "unsupportedmodel", ACTION_MODEL, true },
	{ "invalidendpointormodel*", ACTION_MODEL, true }, /* Ark */
	{ "deploymentnotfound", ACTION_MODEL, true },      /* Azure */
	{ "operationnotsupported", ACTION_MODEL, true },   /* with this model */
	{ "modelpriceerror", ACTION_MODEL, true },         /* new-api */
	{ "noavailablechannel*", ACTION_MODEL, true },
	{ "getchannelfailed", ACTION_MODEL, true },
	{ "unknownurl", ACTION_ADDRESS, true },
	{ "invalidurl", ACTION_ADDRESS, true },
	{ "endpointnotfound", ACTION_ADDRESS, true },
	{ "methodnotallowed", ACTION_ADDRESS, true },
	/* a field of the request */
	{ "unsupportedparameter", ACTION_FORM, true },
	{ "unknownparameter", ACTION_FORM, true },
	{ "extraforbidden", ACTION_FORM, true },
	{ "2013", ACTION_UNKNOWN, false }, /* MiniMax: some field */
	/* pace */
	{ "ratelimit*", ACTION_RATE_LIMIT, true },
	{ "rpmratelimit*", ACTION_RATE_LIMIT, true },
	{ "tpmratelimit*", ACTION_RATE_LIMIT, true },
	{ "userratelimit*", ACTION_RATE_LIMIT, true },
	{ "preemptibleratelimit*", ACTION_RATE_LIMIT, true },
	{ "toomanyrequests*", ACTION_RATE_LIMIT, true },
	{ "throttl*", ACTION_RATE_LIMIT, true }, /* DashScope, AWS */
	{ "requestlimitexceeded*", ACTION_RATE_LIMIT, true },
	{ "limitrequests", ACTION_RATE_LIMIT, true },
	{ "limitburstrate", ACTION_RATE_LIMIT, true },
	{ "concurrencylimit*", ACTION_RATE_LIMIT, true },
	{ "failedoperationenginerequestlimitexceeded", ACTION_RATE_LIMIT,
	  true },
	{ "limitexceeded*", ACTION_RATE_LIMIT, false },
	{ "resourceexhausted", ACTION_RATE_LIMIT, true }, /* Gemini */
	{ "enginerequestlimitexceeded", ACTION_RATE_LIMIT, true },
	/* busy, or broken for the moment */
	{ "overloaded*", ACTION_BUSY, true },
	{ "engineoverloaded*", ACTION_BUSY, true }, /* Moonshot */
	{ "serveroverloaded", ACTION_BUSY, true },
	{ "servicetiercapacityexceeded", ACTION_BUSY, true }, /* Mistral */
	{ "capacityexceeded", ACTION_BUSY, true },
	{ "modelloading*", ACTION_BUSY, true },
	{ "modelnotready*", ACTION_BUSY, true },
	{ "serverbusy", ACTION_BUSY, true },
	{ "timeout*", ACTION_BUSY, false },
	{ "requesttimeout", ACTION_BUSY, false },
	{ "deadlineexceeded", ACTION_BUSY, true },
	{ "apierror", ACTION_BUSY, false },
	{ "servererror", ACTION_BUSY, false },
	{ "internal*", ACTION_BUSY, false },
	{ "serviceunavailable*", ACTION_BUSY, false },
	{ "unavailable*", ACTION_BUSY, false },
	{ "upstreamerror", ACTION_BUSY, false },
	{ "badgateway*", ACTION_BUSY, false },
	{ "badresponse*", ACTION_BUSY, false }, /* one-api */
	{ "dorequestfailed", ACTION_BUSY, false },
	{ NULL, 0, false },
};
