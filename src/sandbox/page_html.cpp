// SPDX-License-Identifier: Apache-2.0
#include "page.hpp"

namespace muster::sandbox {

const char* const page_html = R"html(<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Điện thoại ảo · muster</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/phones.css">
<script src="/phones.js" defer></script>
</head>
<body>
<header>
  <h1 data-vi="Điện thoại ảo" data-en="Virtual phones">Điện thoại ảo</h1>
  <p id="clock" role="status"></p>
  <button id="language" type="button" lang="en">English</button>
</header>
<main>
  <section id="list" aria-labelledby="list-title">
    <h2 id="list-title" data-vi="Máy" data-en="Phones">Máy</h2>
    <label for="search" data-vi="Tìm theo số" data-en="Find a number">Tìm theo số</label>
    <input id="search" type="search" autocomplete="off" inputmode="tel" placeholder="+849…">
    <ul id="phones"></ul>
    <p id="none" data-vi="Chưa có tin nhắn nào." data-en="No message yet.">Chưa có tin nhắn nào.</p>
  </section>
  <section id="talk" aria-labelledby="number" hidden>
    <h2 id="number"></h2>
    <ol id="texts" aria-live="polite" tabindex="0"></ol>
    <form id="reply">
      <p id="quick"></p>
      <label for="text" data-vi="Trả lời" data-en="Reply">Trả lời</label>
      <div class="line">
        <input id="text" maxlength="600" autocomplete="off" required>
        <button type="submit" data-vi="Gửi" data-en="Send">Gửi</button>
      </div>
      <p id="problem" role="alert"></p>
    </form>
  </section>
</main>
<noscript>Trang này cần JavaScript. / This page needs JavaScript.</noscript>
</body>
</html>
)html";

const char* const page_style =
    R"css(:root { color-scheme: light dark; --line: #8884; --mine: #b4232318; --ours: #7771; }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.45 system-ui, sans-serif; }
header { display: flex; gap: 1rem; align-items: baseline; flex-wrap: wrap; padding: .6rem 1rem;
  border-bottom: 1px solid var(--line); }
h1 { font-size: 1.2rem; margin: 0; }
h2 { font-size: 1.05rem; margin: 0 0 .4rem; }
#clock { margin: 0 auto 0 0; opacity: .75; }
main { display: grid; grid-template-columns: minmax(16rem, 24rem) 1fr; min-height: calc(100vh - 3.5rem); }
section { padding: 1rem; min-width: 0; }
#list { border-right: 1px solid var(--line); }
label { display: block; font-size: .9rem; }
input, button { font: inherit; padding: .5rem .7rem; min-height: 2.75rem; border-radius: .4rem;
  border: 1px solid #8889; }
input { width: 100%; }
button { cursor: pointer; }
:focus-visible { outline: 3px solid #c33; outline-offset: 1px; }
ul, ol { list-style: none; margin: .6rem 0; padding: 0; }
#phones { max-height: calc(100vh - 13rem); overflow-y: auto; }
#phones button { width: 100%; text-align: left; background: none; border: 0;
  border-bottom: 1px solid var(--line); border-radius: 0; color: inherit; }
#phones button[aria-current="true"] { background: var(--mine); }
#phones b { display: flex; justify-content: space-between; }
#phones span.last { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap;
  opacity: .8; }
#texts { max-height: calc(100vh - 19rem); overflow-y: auto; display: flex; flex-direction: column;
  gap: .5rem; padding: .2rem; }
#texts li { max-width: 34rem; padding: .5rem .8rem; border-radius: .8rem; background: var(--ours);
  white-space: pre-wrap; overflow-wrap: anywhere; }
#texts li.reply { align-self: flex-end; background: var(--mine); }
#texts small { display: block; opacity: .7; }
.line { display: flex; gap: .5rem; }
#quick { display: flex; gap: .5rem; flex-wrap: wrap; margin: .4rem 0; }
#problem { color: #c33; min-height: 1.4em; }
[hidden] { display: none; }
@media (max-width: 44rem) {
  main { grid-template-columns: 1fr; }
  #list { border-right: 0; border-bottom: 1px solid var(--line); }
  #phones { max-height: 14rem; }
}
)css";

}  // namespace muster::sandbox
