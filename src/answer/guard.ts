const INSTRUCTION = [
  /(忽略|无视|忘掉|忘记|不要管|绕过|跳过).{0,8}(以上|之前|前面|上面|所有|全部|一切|你的).{0,10}(规则|指令|要求|设定|限制|提示|内容|检查|校验)/,
  /(系统|初始|隐藏|内部|原始)的?(提示词|提示语|指令|prompt|设定)/,
  /提示词.{0,6}(给我|发我|是什么|贴|显示|输出|告诉)|(给我|显示|输出|打印|告诉我).{0,6}提示词/,
  /(全部|都|直接|一律)(判|算|改成|标|显示|给我|让它|让我)?(为|成|我)?(通过|合格|没问题)(?!.*(吗|么|没有?$|就|了没|呢|\?))/,
  /(忽略|无视|绕过|别管|不要管).{0,3}(规则|检查|校验|指令)/,
  /(给我|让我|帮我)(判|算|改)(个|成|为|作)?(通过|合格|没问题|过关)|当(作|做)?没看(见|到).{0,10}(过|通过)/,
  /(关掉|停用|关闭|取消|放宽).{0,8}(规则|检查|审核|标准).{0,10}(过|通过)|(?<![不没])让我(直接)?过$/,
  /(扮演|假装|你现在是|从现在(起|开始)你|开发者模式|越狱|解除限制|没有任何限制)/,
  /ignore (all|any|the|your|previous|above)|system prompt|jailbreak|developer mode|you are now|disregard|\bdan\b|override/,
  /(数据库|管理员|后台|服务器).{0,4}(密码|口令|账号|密钥)|api ?key|token.{0,4}(给|是什么)|源代码|环境变量/,
  /<\/?(script|system|instruction|prompt)|drop table|union select|\{\{.*\}\}|\$\{.*\}/,
]

/** Words that try to command rather than ask: they get nothing, whatever else is in the sentence. */
export function isInstruction(normal: string): boolean {
  return INSTRUCTION.some((pattern) => pattern.test(normal))
}
