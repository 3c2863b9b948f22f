#!/usr/bin/env python3
"""What .ci/imports.py finds in small trees, and what it must not find."""

import tempfile
import unittest
from pathlib import Path

from imports import faults


def found(files):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            file = Path(folder, name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        return list(faults(folder))


class Imports(unittest.TestCase):
    def test_two_files_that_import_each_other(self):
        files = {
            "lib.rs": "mod path;",
            "path/mod.rs": "mod a;\nmod b;\npub use a::A;",
            "path/a.rs": "use super::b::B;\npub struct A(B);",
            "path/b.rs": "pub struct B;",
        }
        self.assertEqual(found(files), [])
        # By the name that the folder hands on, in the middle of the code.
        files["path/b.rs"] = "pub struct B;\nfn f() { let _ = super::A::new(); }"
        self.assertEqual(found(files)[0], "these files import each other: path/a.rs, path/b.rs")

    def test_a_circle_of_three(self):
        files = {
            "lib.rs": "mod path;",
            "path/mod.rs": "mod a;\nmod b;\nmod c;",
            "path/a.rs": "use crate::path::b::f;",
            "path/b.rs": "use super::c;\nfn f() { c::g() }",
            "path/c.rs": "use super::{a::h as i};\npub fn g() { i() }",
        }
        self.assertEqual(found(files)[0], "these files import each other: path/a.rs, path/b.rs, path/c.rs")

    def test_a_folder_and_its_file(self):
        files = {
            "lib.rs": "mod path;",
            "path/mod.rs": "mod a;\nstruct Held;\nfn f() { a::g() }",
            "path/a.rs": "use super::Held;\npub fn g() {}",
        }
        self.assertEqual(found(files)[0], "these files import each other: path/mod.rs, path/a.rs")

    def test_the_order_of_folders(self):
        files = {"lib.rs": "mod path;\nmod device;", "path/mod.rs": "pub struct P;", "device/mod.rs": "use crate::path::P;"}
        self.assertEqual(found(files), [])
        files |= {"path/mod.rs": "use crate::device::D;", "device/mod.rs": "pub struct D;"}
        self.assertIn("path/mod.rs imports device/mod.rs", found(files)[0])

    def test_a_folder_without_a_place(self):
        files = {"lib.rs": "mod path;\nmod misc;", "path/mod.rs": "use crate::misc::M;", "misc.rs": "pub struct M;"}
        self.assertIn("misc has no place", found(files)[0])

    def test_comments_strings_tests_and_visibility_do_not_count(self):
        files = {
            "lib.rs": "mod path;",
            "path/mod.rs": "mod a;\nmod b;\n#[cfg(test)]\nmod c;",
            "path/a.rs": "use super::b::B;\npub struct A(B);",
            "path/b.rs": '// use super::a::A;\n/* super::a::A */\nconst T: &str = "super::a::A";\npub(in crate::path) struct B;\n'
            "#[cfg(test)]\nmod tests {\n    use super::super::a::A;\n    fn f() { if true {} }\n}\n",
            "path/c.rs": "use super::a::A;",
        }
        self.assertEqual(found(files), [])


if __name__ == "__main__":
    unittest.main()
