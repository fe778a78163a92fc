// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/wording.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace muster {
namespace {

const TextKind& invite() { return *find_text_kind("reminder_invite"); }

std::string problems_of(std::string_view source, TextTarget target = TextTarget::sms,
                        std::string_view kind = "reminder_invite") {
  Problems problems;
  WordingTemplate::compile("t.txt", source, *find_text_kind(kind), target, problems);
  std::string all;
  for (const Problem& problem : problems) all += problem.text() + "\n";
  return all;
}

std::string rendered(std::string_view source, const TextValues& values,
                     TextTarget target = TextTarget::sms) {
  Problems problems;
  const auto text = WordingTemplate::compile("t.txt", source, invite(), target, problems);
  for (const Problem& problem : problems) ADD_FAILURE() << problem.text();
  return text.render(values);
}

TEST(Wording, RendersVariablesAndSections) {
  const std::string source =
      "Chào {{given_name}}{{#link}}, mở {{link}}{{/link}}{{^link}}, gọi {{hotline}}{{/link}}\n";
  EXPECT_EQ(rendered(source, {{"given_name", "Lan"}, {"link", "https://a.vn/r/x"}}),
            "Chào Lan, mở https://a.vn/r/x");
  EXPECT_EQ(rendered(source, {{"given_name", "Lan"}, {"hotline", "0912"}, {"link", ""}}),
            "Chào Lan, gọi 0912");
  EXPECT_EQ(rendered("{{! a note }}{{ given_name }}", {{"given_name", "Lan"}}), "Lan");
}

TEST(Wording, EscapesByTarget) {
  const TextValues values = {{"given_name", "<O'Lan & \"x\">"}};
  EXPECT_EQ(rendered("{{given_name}}", values), "<O'Lan & \"x\">");
  EXPECT_EQ(rendered("{{given_name}}", values, TextTarget::plain), "<O'Lan & \"x\">");
  EXPECT_EQ(rendered("{{given_name}}", values, TextTarget::subject), "<O'Lan & \"x\">");
  const std::string escaped = "&lt;O&apos;Lan &amp; &quot;x&quot;&gt;";
  for (const TextTarget target : {TextTarget::html, TextTarget::voice}) {
    const std::string text = rendered("{{given_name}}", values, target);
    EXPECT_EQ(text.find('<'), std::string::npos) << text;
    EXPECT_EQ(text.find('"'), std::string::npos) << text;
    EXPECT_NE(text.find("&amp;"), std::string::npos) << text;
  }
}

TEST(Wording, ValuesAreNeverTemplates) {
  EXPECT_EQ(rendered("{{given_name}}", {{"given_name", "{{link}} %n%s {{{x}}}"}, {"link", "L"}}),
            "{{link}} %n%s {{{x}}}");
}

TEST(Wording, NoLineBreakEntersASubject) {
  const std::string subject = rendered("Mời {{given_name}}\n hiến máu\n",
                                       {{"given_name", "Lan\r\nBcc: x@y.vn"}}, TextTarget::subject);
  EXPECT_EQ(subject.find_first_of("\r\n"), std::string::npos) << subject;
  EXPECT_EQ(rendered("a {{given_name}}", {{"given_name", "L\x01\nan"}}), "a L  an");
}

TEST(Wording, TextGoesOutTrimmedAndComposed) {
  EXPECT_EQ(rendered("  a {{given_name}}\n\n", {{"given_name", "Du\xCC\x83ng"}}), "a Dũng");
}

TEST(Wording, ProblemsNameLineAndCure) {
  struct Case {
    const char* source;
    const char* expected;
  };
  const std::vector<Case> cases = {
      {"ok\n{{given_nam}}",
       "t.txt:2: given_nam: 'reminder_invite' has no such variable; did you "
       "mean 'given_name'?"},
      {"{{#link}}{{lnik}}{{/link}}", "link"},
      {"{{^link}}\n{{hotlin}}{{/link}}", "t.txt:2: hotlin"},
      {"{{blood_group}}", "may never stand in a text"},
      {"{{^link}}{{deferral_reason}}{{/link}}", "may never stand in a text"},
      {"{{#result}}x{{/result}}", "may never stand in a text"},
      {"{{{given_name}}}", "switches the escaping off"},
      {"{{&given_name}}", "switches the escaping off"},
      {"{{ & given_name}}", "switches the escaping off"},
      {"{{>header}}", "partials"},
      {"{{=<% %>=}}<%given_name%>", "delimiters"},
      {"{{#link}}x", "Unclosed section"},
      {"a\n{{/link}}", "t.txt:2: Unopened section"},
      {"{{#link}}{{/hotline}}", "Unclosed section"},
      {"{{given_name", "Unclosed tag"},
      {"{{.}}", "no such variable"},
      {"{{link.token}}", "no such variable"},
      {"{{}}", "no such variable"},
      {"x\nmo\xCC\x9B\xCC\x80i", "t.txt:2: the text is not in Unicode form NFC"},
      {"\xFF", "not UTF-8"},
  };
  for (const Case& c : cases) {
    const std::string all = problems_of(c.source);
    EXPECT_NE(all.find(c.expected), std::string::npos) << c.source << "\n-> " << all;
  }
  EXPECT_EQ(problems_of("{{given_name}} {{#link}}{{link}}{{/link}}"), "");
}

TEST(Wording, AllProblemsOfATextAreToldAtOnce) {
  const std::string all = problems_of("{{group}}\n{{nobody}}\n{{{link}}}");
  for (const char* part : {"t.txt:1", "t.txt:2", "t.txt:3"}) {
    EXPECT_NE(all.find(part), std::string::npos) << all;
  }
}

TEST(Wording, AnEmergencyPageIsOnePart) {
  const auto page = [](const std::string& source) {
    return problems_of(source, TextTarget::sms, "emergency_page");
  };
  EXPECT_EQ(page("[{{club}}] {{place}} {{code}} {{contact}}"), "");
  EXPECT_EQ(page("Đến {{place}}"), "") << "accents are folded away, not refused";
  EXPECT_NE(page("{{place}} 血"), "") << "what does not fold cannot be GSM-7";
  EXPECT_NE(page("{{place}} " + std::string(132, 'x')), "");
  EXPECT_EQ(page("{{place}} " + std::string(131, 'x')), "");
}

Wording::Source source_of(const std::string& path, const std::string& text) {
  auto source = Wording::source(path, text);
  EXPECT_TRUE(source) << path;
  return *source;
}

TEST(Wording, PathsSayWhatATextIs) {
  const auto source = source_of("templates/messages/vi/reminder_invite.two_way.sms.txt", "x");
  EXPECT_EQ(source.language, "vi");
  EXPECT_EQ(source.kind, "reminder_invite");
  EXPECT_EQ(source.variant, "two_way");
  EXPECT_EQ(source.target, TextTarget::sms);
  EXPECT_EQ(source_of("en/page_go.any.voice.txt", "x").variant, "");
  for (const char* bad : {"reminder_invite.any.sms.txt", "vi/reminder_invite.sms.txt", "vi/a.txt",
                          "vi/reminder_invite.both.sms.txt", "vi/reminder_invite.any.fax.txt",
                          "vi/reminder_invite.any.sms.md"}) {
    EXPECT_FALSE(Wording::source(bad, "x")) << bad;
  }
}

TEST(Wording, FindsTheVariantOfTheRouteAndFallsBack) {
  Problems problems;
  const Wording wording =
      Wording::compile({source_of("vi/reminder_invite.two_way.sms.txt", "hai chiều"),
                        source_of("vi/reminder_invite.one_way.sms.txt", "gọi {{hotline}}"),
                        source_of("vi/reminder_no.any.sms.txt", "cảm ơn"),
                        source_of("en/reminder_no.any.sms.txt", "thank you")},
                       "vi", problems);
  for (const Problem& problem : problems) ADD_FAILURE() << problem.text();
  const auto sms = [&](std::string_view language, std::string_view kind, bool two_way) {
    const auto text =
        wording.render(language, kind, two_way, TextTarget::sms, {{"hotline", "0912"}});
    return text ? *text : text.error().message();
  };
  EXPECT_EQ(sms("vi", "reminder_invite", true), "hai chiều");
  EXPECT_EQ(sms("vi", "reminder_invite", false), "gọi 0912");
  EXPECT_EQ(sms("en", "reminder_invite", false), "gọi 0912");
  EXPECT_EQ(sms("en", "reminder_no", true), "thank you");
  EXPECT_EQ(sms("fr", "reminder_no", true), "cảm ơn");
  const auto missing = wording.render("vi", "page_go", true, TextTarget::sms, {});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind(), ErrorKind::not_found);
  EXPECT_FALSE(wording.render("vi", "reminder_no", true, TextTarget::subject, {}));
  EXPECT_FALSE(Wording().render("vi", "reminder_no", true, TextTarget::sms, {}));
  Problems missing_kinds;
  wording.require_all(missing_kinds);
  EXPECT_EQ(missing_kinds.size(), text_kinds().size() - 2);
}

TEST(Wording, RefusesSetsThatLeaveADonorWithoutAnAnswer) {
  const auto problems_of_set = [](std::vector<Wording::Source> sources) {
    Problems problems;
    Wording::compile(std::move(sources), "vi", problems);
    std::string all;
    for (const Problem& problem : problems) all += problem.text() + "\n";
    return all;
  };
  EXPECT_NE(problems_of_set({source_of("vi/reminder_invite.two_way.sms.txt", "x")})
                .find("has no one_way text"),
            std::string::npos);
  EXPECT_NE(problems_of_set({source_of("vi/reminder_invite.any.sms.txt", "x")})
                .find("two_way and a one_way"),
            std::string::npos);
  EXPECT_NE(problems_of_set({source_of("vi/emergency_page.one_way.sms.txt", "{{code}}"),
                             source_of("vi/emergency_page.two_way.sms.txt", "{{code}}")})
                .find("no way to answer"),
            std::string::npos);
  EXPECT_NE(problems_of_set({source_of("vi/reminder_invit.any.sms.txt", "x")})
                .find("did you mean 'reminder_invite'"),
            std::string::npos);
  EXPECT_NE(problems_of_set({source_of("vi/reminder_no.any.sms.txt", "x"),
                             source_of("b/vi/reminder_no.any.sms.txt", "y")})
                .find("another text"),
            std::string::npos);
}

}  // namespace
}  // namespace muster
