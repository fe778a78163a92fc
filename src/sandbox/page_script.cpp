// SPDX-License-Identifier: Apache-2.0
#include "page.hpp"

namespace muster::sandbox {

// Texts go into the page as text nodes only: what a donor or an operator typed is never markup.
const char* const page_script = R"js('use strict';
const id = (name) => document.getElementById(name);
const words = {
  vi: {
    queued: 'đã nhận', delivered: 'đã đến máy', undelivered: 'không đến máy',
    sending: 'đang gửi', sent: 'đã gửi', failed: 'không gửi được',
    clock: 'Đồng hồ trình diễn: ', other: 'English', title: 'Điện thoại ảo · muster',
    offline: 'Không kết nối được với hộp cát.', refused: 'Không gửi được: ',
  },
  en: {
    queued: 'accepted', delivered: 'delivered', undelivered: 'not delivered',
    sending: 'sending', sent: 'sent', failed: 'not sent',
    clock: 'Demo clock: ', other: 'Tiếng Việt', title: 'Virtual phones · muster',
    offline: 'The sandbox does not answer.', refused: 'Not sent: ',
  },
};
let language = 'vi';
let version = 0;
let search = '';
let chosen = '';
let offset = 0;
let last = [];

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function when(text) {
  return new Date(text).toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB',
      { dateStyle: 'short', timeStyle: 'medium' });
}

function showClock() {
  id('clock').textContent = words[language].clock + when(new Date(Date.now() + offset).toISOString());
}

function showLanguage() {
  document.documentElement.lang = language;
  document.title = words[language].title;
  for (const each of document.querySelectorAll('[data-vi]')) each.textContent = each.dataset[language];
  const button = id('language');
  button.textContent = words[language].other;
  button.lang = language === 'vi' ? 'en' : 'vi';
  showClock();
  showPhones();
  showTalk();
}

function showPhones() {
  const list = id('phones');
  const focused = document.activeElement && document.activeElement.dataset
      ? document.activeElement.dataset.number : undefined;
  const entries = last.map((phone) => {
    const button = element('button');
    button.type = 'button';
    button.dataset.number = phone.number;
    button.setAttribute('aria-current', String(phone.number === chosen));
    const line = element('b', phone.number);
    line.append(element('span', String(phone.count)));
    button.append(line, element('span', (phone.last.reply ? '↩ ' : '') + phone.last.text, 'last'));
    button.addEventListener('click', () => choose(phone.number));
    const item = element('li');
    item.append(button);
    return item;
  });
  list.replaceChildren(...entries);
  id('none').hidden = last.length > 0;
  if (focused) {
    const again = [...list.querySelectorAll('button')].find((b) => b.dataset.number === focused);
    if (again) again.focus();
  }
}

function choose(number) {
  chosen = number;
  id('talk').hidden = false;
  id('number').textContent = number;
  id('problem').textContent = '';
  showPhones();
  showTalk();
}

async function showTalk() {
  if (!chosen) return;
  const number = chosen;
  const answer = await fetch('/v1/phones/' + encodeURIComponent(number));
  if (number !== chosen) return;
  const talk = answer.ok ? await answer.json() : { messages: [] };
  const list = id('texts');
  list.replaceChildren(...talk.messages.map((message) => {
    const item = element('li', undefined, message.reply ? 'reply' : 'text');
    if (message.subject) item.append(element('strong', message.subject + '\n'));
    item.append(message.text);
    const from = message.reply ? '' : message.from + ' · ' + message.channel + ' · ';
    item.append(element('small', from + when(message.received_at) + ' · ' +
        words[language][message.status]));
    return item;
  }));
  list.scrollTop = list.scrollHeight;
}

async function refresh() {
  try {
    const answer = await fetch('/v1/phones?version=' + version + '&search=' + encodeURIComponent(search));
    if (answer.status === 200) {
      const news = await answer.json();
      version = news.version;
      offset = news.offset_ms;
      last = news.phones;
      showPhones();
      await showTalk();
    }
    showClock();
  } catch (error) {
    id('clock').textContent = words[language].offline;
  }
}

async function poll() {
  if (!document.hidden) await refresh();
  setTimeout(poll, 1500);
}

async function send(text) {
  const answer = await fetch('/v1/phones/' + encodeURIComponent(chosen) + '/replies', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ text }),
  });
  id('problem').textContent = answer.ok ? '' : words[language].refused + (await answer.json()).detail;
  if (answer.ok) id('text').value = '';
  await refresh();
}

id('reply').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = id('text').value.trim();
  if (text) send(text);
});
id('search').addEventListener('input', () => {
  search = id('search').value.trim();
  version = 0;
  refresh();
});
id('language').addEventListener('click', () => {
  language = language === 'vi' ? 'en' : 'vi';
  showLanguage();
});
for (const text of ['CÓ', 'KHÔNG', 'CO 20', 'TC']) {
  const button = element('button', text);
  button.type = 'button';
  button.addEventListener('click', () => send(text));
  id('quick').append(button);
}
poll();
)js";

}  // namespace muster::sandbox
