#!/bin/bash
# Ceilings that may cut, sampling that cannot be pinned, budgets that end early.
cat > s.json <<"END"
{
  "name": "s", "prompt": "{target}", "targets": [10, 100, 1000],
  "models": [{"name": "m", "provider": "openai-fixed", "price": {"input": 1, "output": 100}}],
  "token_budget": 200,
  "limits": {"max_tokens_total": 100, "max_cost": 0.001}
}
END
lencurve plan s.json > /dev/null
# Without a ceiling of tokens a budget is kept by a guess, and says so.
sed -i 's/"token_budget": 200/"token_budget": null/' s.json
lencurve plan s.json > /dev/null
