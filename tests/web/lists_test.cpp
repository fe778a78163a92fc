// SPDX-License-Identifier: Apache-2.0
// Lists in and out over the API.
#include "world.hpp"

namespace muster {
namespace {

const Headers csv_type = {{"Content-Type", "text/csv"}};

constexpr const char* donor_csv =
    "Mã,Họ tên,Điện thoại\n7,Trần Văn Bình,0912345678\n8,Lê Thị Hoa,12\n";

TEST_F(WebTest, lists_of_all_kinds_are_imported) {
  ASSERT_EQ(200, send("POST", "/v1/imports", donor_csv, "coordinator", csv_type).status);
  auto given = send("POST", "/v1/imports?kind=donations", "Mã,Ngày hiến\n7,01/03/2026\n9,x\n",
                    "coordinator", csv_type);
  ASSERT_EQ(200, given.status) << given.text;
  EXPECT_EQ(1, given.number_at("/donations"));
  EXPECT_EQ("done", given.string_at("/state"));
  EXPECT_EQ("utf-8", given.string_at("/encoding"));
  EXPECT_EQ(3, given.number_at("/problems/0/line"));
  auto deferred = send("POST", "/v1/imports?kind=deferrals", "Mã,Lý do,Ngày\n7,xăm,01/08/2026\n",
                       "coordinator", csv_type);
  EXPECT_EQ(1, deferred.number_at("/deferrals")) << deferred.text;
  auto agreed =
      send("POST", "/v1/imports?kind=consents",
           "Mã,Mục đích,Ngày,Minh chứng\n7,nhắc,01/08/2026,folder 1\n", "coordinator", csv_type);
  EXPECT_EQ(1, agreed.number_at("/consents")) << agreed.text;
}

TEST_F(WebTest, a_dry_run_tells_what_would_change_field_by_field) {
  auto dry = send("POST", "/v1/imports?dry_run=true", donor_csv, "coordinator", csv_type);
  EXPECT_EQ(1, dry.number_at("/change_count"));
  EXPECT_EQ("added", dry.string_at("/changes/0/what"));
  EXPECT_TRUE(dry.at("/changes/0/donor").is_null());
  send("POST", "/v1/imports", donor_csv, "coordinator", csv_type);
  auto second = send("POST", "/v1/imports?dry_run=true",
                     "Mã,Họ tên,Điện thoại\n7,Trần Văn Bính,0987654321\n", "coordinator", csv_type);
  EXPECT_EQ("changed", second.string_at("/changes/0/what")) << second.text;
  EXPECT_EQ(1, second.number_at("/changes/0/donor"));
  EXPECT_EQ("name", second.string_at("/changes/0/fields/0/field"));
  EXPECT_EQ("Trần Văn Bình", second.string_at("/changes/0/fields/0/before"));
  EXPECT_EQ("Trần Văn Bính", second.string_at("/changes/0/fields/0/after"));
  EXPECT_EQ("+84987654321", second.string_at("/changes/0/fields/1/after"));
  EXPECT_EQ("Trần Văn Bình", get("/v1/donors/1").string_at("/name"));
}

TEST_F(WebTest, an_import_in_the_background_is_asked_for_by_its_id) {
  auto begun =
      send("POST", "/v1/imports?background=true&rejects=true", donor_csv, "coordinator", csv_type);
  ASSERT_EQ(200, begun.status) << begun.text;
  EXPECT_EQ("running", begun.string_at("/state"));
  const auto path = "/v1/imports/" + begun.string_at("/id");
  Reply done = get(path + "?wait=true", "coordinator");
  for (int i = 0; i < 100 && done.string_at("/state") == "running"; ++i)
    done = get(path + "?wait=true", "coordinator");
  ASSERT_EQ("done", done.string_at("/state")) << done.text;
  EXPECT_EQ(1, done.number_at("/added"));
  EXPECT_EQ(done.number_at("/file_bytes"), done.number_at("/bytes"));
  EXPECT_EQ(3, done.number_at("/rejects/rows/0"));
  EXPECT_EQ(3, done.number_at("/rejects/rows/1"));
  EXPECT_EQ(404, get(path, "admin").status) << "another's import does not exist";
  EXPECT_EQ(404, get("/v1/imports/nothing", "coordinator").status);

  auto bad = send("POST", "/v1/imports?background=true", "STT\n1\n", "coordinator", csv_type);
  const auto bad_path = "/v1/imports/" + bad.string_at("/id");
  Reply failed = get(bad_path + "?wait=true", "coordinator");
  for (int i = 0; i < 100 && failed.string_at("/state") == "running"; ++i)
    failed = get(bad_path + "?wait=true", "coordinator");
  EXPECT_EQ("failed", failed.string_at("/state"));
  EXPECT_NE(std::string::npos, failed.string_at("/error/detail").find("họ tên"));
}

TEST_F(WebTest, a_mapping_and_an_encoding_come_with_the_request) {
  auto mapping = percent_encode("[columns]\n\"Ten BN\" = \"name\"\n");
  auto mapped = send("POST", "/v1/imports?mapping=" + mapping + "&encoding=windows-1258",
                     "Ten BN;SDT\nNguy\xEA\xDEn An;0912345678\n", "coordinator", csv_type);
  ASSERT_EQ(200, mapped.status) << mapped.text;
  EXPECT_EQ("windows-1258", mapped.string_at("/encoding"));
  EXPECT_EQ("Nguyễn An", get("/v1/donors/1").string_at("/name"));
  auto wrong = send("POST", "/v1/imports?mapping=" + percent_encode("[columns]\nx = \"nmae\""),
                    donor_csv, "coordinator", csv_type);
  EXPECT_EQ(400, wrong.status);
  EXPECT_EQ("?mapping", wrong.string_at("/field"));
  EXPECT_NE(std::string::npos, wrong.string_at("/detail").find("did you mean 'name'"));
  EXPECT_EQ(400, send("POST", "/v1/imports?mapping=" + std::string(5000, 'x'), donor_csv,
                      "coordinator", csv_type)
                     .status);
}

TEST_F(WebTest, lists_are_exported_for_those_who_may) {
  send("POST", "/v1/imports", donor_csv, "coordinator", csv_type);
  auto csv = get("/v1/exports?kind=donors&language=en", "coordinator");
  ASSERT_EQ(200, csv.status);
  EXPECT_EQ("text/csv; charset=utf-8", header(csv.headers, "Content-Type"));
  EXPECT_EQ("attachment; filename=\"donors.csv\"", header(csv.headers, "Content-Disposition"));
  EXPECT_NE(std::string::npos, csv.text.find("External id,Name"));
  EXPECT_NE(std::string::npos, csv.text.find("7,Trần Văn Bình,,'+84912345678,kinh-mon"));
  auto book = get("/v1/exports?kind=donors&format=xlsx", "coordinator");
  EXPECT_TRUE(book.text.starts_with("PK"));
  EXPECT_EQ(403, get("/v1/exports?kind=donors", "desk").status);
  EXPECT_EQ(400, get("/v1/exports", "coordinator").status);
  EXPECT_EQ(400, get("/v1/exports?kind=sheep", "coordinator").status);
  auto neighbour = get("/v1/exports?kind=donors", "neighbour");
  EXPECT_EQ(std::string::npos, neighbour.text.find("Trần Văn Bình"));
  auto journal = get("/v1/journal", "province");
  EXPECT_NE(std::string::npos, journal.text.find("donors_export_ended"));
  EXPECT_EQ(std::string::npos, journal.text.find("Bình"));
}

TEST_F(WebTest, readiness_ends_with_who_will_not_be_asked) {
  add_club(2);
  EXPECT_EQ(0u, get("/v1/clubs/rapid/readiness").at("/advice").as_array().size());
  ASSERT_EQ(200, post("/v1/donors/1/consents",
                      R"({"action":"withdraw","purposes":["emergency"],"how":"desk"})")
                     .status);
  auto added = post("/v1/donors", R"({"name":"Lê Ba","addresses":[{"address":"0912000111"}]})");
  ASSERT_EQ(201, added.status);
  ASSERT_EQ(201, post("/v1/clubs/rapid/members", R"({"donor":3})").status);
  auto ready = get("/v1/clubs/rapid/readiness");
  EXPECT_EQ(2, ready.number_at("/without_consent")) << ready.text;
  EXPECT_EQ(1, ready.number_at("/without_verified"));
  ASSERT_EQ(2u, ready.at("/advice").as_array().size());
  EXPECT_NE(std::string::npos, ready.string_at("/advice/0").find("muster import consents"));
}

}  // namespace
}  // namespace muster
