/** Texts that try to become something else where they are shown. */
export const HOSTILE_TEXTS = {
  markdown:
    '**bold** [click](command:workbench.action.terminal.new) ![x](https://evil.example/x.png) `code` # h',
  ansi: '\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007 \u001b[2J',
  html: '<img src=x onerror=alert(1)><script>alert(2)</script><b>bold</b>&lt;',
  bidi: 'safe\u202egnp.exe\u202c \u2066isolated\u2069 \u200fright\u200e',
  control: 'a\u0000b\u0007c\u0008d\r\ne\tf\u2028g\u2029h\ufeff',
  icons: '$(trash) $(error~spin) %s %d ${env:HOME} {{injected}}',
  command: '"; rm -rf ~; echo "$(id)" `id` | tee /tmp/x & --flag',
  long: 'x'.repeat(4096),
  emoji: '👩‍👩‍👧‍👦 Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢ ｆｕｌｌ',
} as const;

/** All of them in one line. */
export const HOSTILE_LINE: string = Object.values(HOSTILE_TEXTS).join(' ');
