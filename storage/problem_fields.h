// Every field of a problem that is kept as JSON, once, for writing and reading.
//
// Shape:   `field` is called with the name and the field, in any order;
//          field.OneOf with the names of both alternatives of a variant
// Threads: pure, safe anywhere
#ifndef GAVEL_STORAGE_PROBLEM_FIELDS_H_
#define GAVEL_STORAGE_PROBLEM_FIELDS_H_

#include "core/problem.h"
#include "core/test_group.h"

namespace gavel::storage {

template <typename F>
void Fields(F& field, CompareOptions& compare) {
  field("case_sensitive", compare.case_sensitive);
  field("space_change_sensitive", compare.space_change_sensitive);
  field("absolute_tolerance", compare.absolute_tolerance);
  field("relative_tolerance", compare.relative_tolerance);
}

template <typename F>
void Fields(F& field, Slice& slice) {
  field("offset", slice.offset);
  field("size", slice.size);
}

template <typename F>
void Fields(F& field, PackageProgram& program) {
  field("main", program.main);
  field("language", program.language);
  field("files", program.files);
}

template <typename F>
void Fields(F& field, ValidationLimits& limits) {
  field("time_us", limits.time);
  field("memory_bytes", limits.memory);
  field("output_bytes", limits.output);
  field("passes", limits.passes);
}

template <typename F>
void Fields(F& field, GroupScoring& scoring) {
  field("max_score", scoring.max_score);
  field("aggregation", scoring.aggregation);
  field("static_score", scoring.static_score);
  field("static_pass_fail", scoring.static_pass_fail);
  field("require_pass", scoring.require_pass);
}

template <typename F>
void Fields(F& field, LegacyGrading& grading) {
  field("break_on_reject", grading.break_on_reject);
  field("verdicts", grading.verdicts);
  field("scores", grading.scores);
  field("accept_if_any_accepted", grading.accept_if_any_accepted);
  field("ignore_sample", grading.ignore_sample);
  field("accept_score", grading.accept_score);
  field("reject_score", grading.reject_score);
  field("least", grading.least);
  field("most", grading.most);
}

template <typename F>
void Fields(F& field, TestGroup& group) {
  field("name", group.name);
  field("parent", group.parent);
  field.OneOf("scoring", "legacy", group.grading);
}

template <typename F>
void Fields(F& field, Problem& problem) {
  field("names", problem.names);
  field("scoring", problem.scoring);
  field("interactive", problem.interactive);
  field("multi_pass", problem.multi_pass);
  field("minimize", problem.minimize);
  field("validation", problem.validation);
  field("languages", problem.languages);
  field("allow_file_writing", problem.allow_file_writing);
  field("include", problem.include);
  field("output_validators", problem.output_validators);
  field("static_validator", problem.static_validator);
  field("static_validator_arguments", problem.static_validator_arguments);
  field("groups", problem.groups);
  field("statements", problem.statements);
  field("templates", problem.templates);
}

template <typename F>
void Fields(F& field, TestCase& test) {
  field("input_slice", test.input_slice);
  field("answer_slice", test.answer_slice);
  field("group", test.group);
  field("arguments", test.arguments);
  field("files", test.files);
  field("validator_arguments", test.validator_arguments);
  field("compare", test.compare);
  field("full_feedback", test.full_feedback);
}

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_PROBLEM_FIELDS_H_
