#!/usr/bin/env python3
"""Writes src/c_abi/calls.rs: one arm for each function of the header, so that none is left out.

Run it after a change of include/apptunnel.h. `c_abi.py --check` fails if the file is stale.
"""

import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
HEADER = HERE.parent / "include/apptunnel.h"
CALLS = HERE / "src/c_abi/calls.rs"
# What is read of a handle that is lent.
READERS = {"report": ["apptunnel_report_json", "apptunnel_report_text"]}
INTEGERS = {"uint16_t": "u16", "uint32_t": "u32", "uint64_t": "u64", "int64_t": "i64", "int32_t": "i32", "size_t": "usize"}


def functions():
    """Every declaration: its return type, name and parameters, each a type and a name."""
    text = subprocess.run(
        ["gcc", "-E", "-P", "-xc", "-"], input=f'#include "{HEADER}"', capture_output=True, text=True, check=True
    ).stdout
    text = re.sub(r"\b(struct|enum) ", "", text).replace("_Bool", "bool")
    for result, name, parameters in re.findall(
        r"^((?:const )?\w+ ?\*?) ?(apptunnel_\w+)\(([^;]*)\);$", re.sub(r"\s*\n\s+", " ", text), re.M
    ):
        split = [re.match(r"(.*?)(\w+)$", it.strip()) for it in parameters.split(",") if it.strip() != "void"]
        yield result.strip(), name, [(it[1].replace(" ", ""), it[2]) for it in split]


def arm(result, name, parameters):
    """The body of an arm: picks arguments, calls, looks at the result, and keeps what was made."""
    before, arguments, after = [], [], []
    rest = list(parameters)
    mutable = named = None
    while rest:
        kind, argument = rest.pop(0)
        follows_length = bool(rest) and rest[0][0] == "size_t" and (rest[0][1].endswith("length") or rest[0][1] == "count")
        handle = re.fullmatch(r"(const)?apptunnel_(\w+)\*", kind)
        if kind == "apptunnel_error**":
            before.append("let mut error = null_mut();")
            arguments.append("&raw mut error")
        elif made := re.fullmatch(r"apptunnel_(\w+)\*\*", kind):
            before.append(f"let mut {argument} = null_mut();")
            arguments.append(f"&raw mut {argument}")
            after.append(f"state.{made[1]}.keep({argument}, choices);")
        elif array := re.fullmatch(r"constapptunnel_(\w+)\*const\*", kind):
            before.append(f"let {argument} = state.{array[1]}.array(choices);")
            before += [f"let {named} = choices.texts({argument}.len());"] if named else []
            arguments += [f"{argument}.as_ptr()", f"{argument}.len()"]
            rest.pop(0)
        elif kind in ("constchar*", "constuint8_t*") and follows_length:
            before.append(f"let {argument} = choices.bytes();")
            arguments += [f"{argument}.as_ptr().cast()", f"{argument}.len()"]
            rest.pop(0)
        elif kind == "constapptunnel_text*":
            # As many as there are handles in the array after it.
            named = argument
            arguments.append(f"{argument}.as_ptr()")
        elif (numbers := kind.removeprefix("const").removesuffix("*")) in INTEGERS and follows_length:
            before.append(f"let {argument} = choices.integers::<{INTEGERS[numbers]}>();")
            arguments += [f"{argument}.as_ptr()", f"{argument}.len()"]
            rest.pop(0)
        elif handle and name.endswith("_free"):
            arguments.append(f"state.{handle[2]}.take(choices)")
        elif handle and not handle[1]:
            mutable = handle[2]
            arguments.append(f"state.{mutable}.pick(choices)")
        elif handle:
            if handle[2] == mutable:
                sys.exit(f"{name}: {argument} may be what the call changes; pick another")
            arguments.append(f"state.{handle[2]}.pick(choices)")
        elif kind in INTEGERS:
            arguments.append(f"choices.integer::<{INTEGERS[kind]}>()")
        elif kind == "bool":
            arguments.append("choices.is_set()")
        elif kind.endswith("*") and kind[:-1] in (*INTEGERS, "bool"):
            before.append(f"let mut {argument} = Default::default();")
            arguments.append(f"&raw mut {argument}")
        else:
            sys.exit(f"{name}: no rule for {kind} {argument}")
    call = f"{name}({', '.join(arguments)})"
    lent = re.fullmatch(r"constapptunnel_(\w+)\*", result.replace(" ", ""))
    own = re.fullmatch(r"apptunnel_(\w+)\*", result.replace(" ", ""))
    if result == "apptunnel_status" and "let mut error = null_mut();" in before:
        call = f"answered({call}, error);"
        after.append("state.error.keep(error, choices);")
    elif result == "apptunnel_text":
        call = f"read_text({call});"
    elif result == "apptunnel_bytes":
        call = f"read_bytes({call});"
    elif lent and lent[1] == "certificate":
        # Lent: a copy lives on when its owner does not.
        call = f"let (lent, mut copy) = ({call}, null_mut());"
        after.append("apptunnel_certificate_clone(lent, &raw mut copy, null_mut());")
        after.append("state.certificate.keep(copy, choices);")
    elif lent:
        readers = READERS[lent[1]]
        call = f"let lent = {call};"
        after += [f"read_text({it}(lent));" for it in readers]
    elif own:
        call = f"let made = {call};"
        after.append(f"state.{own[1]}.keep(made, choices);")
    elif result == "void":
        call += ";"
    else:
        call = f"black_box({call});"
    return "\n            ".join([*before, call, *after])


def source():
    all_functions = list(functions())
    handles = sorted(
        {it[1] for _, name, _ in all_functions if (it := re.fullmatch(r"apptunnel_(\w+)_free", name))}
    )
    lines = [
        "// Written by c_abi.py from include/apptunnel.h.",
        "",
        "use std::hint::black_box;",
        "use std::ptr::null_mut;",
        "",
        "use super::{Bytes, Choices, Handle, Slots, Text, answered, read_bytes, read_text};",
        "",
        "unsafe extern \"C\" {",
        *(declaration(*it) for it in all_functions),
        "}",
        "",
        "/// The handles of each type that are live.",
        "pub struct State {",
        *(f"    {it}: Slots," for it in handles),
        "}",
        "",
        "impl State {",
        "    pub fn new() -> Self {",
        "        Self {",
        *(f"            {it}: Slots::new(apptunnel_{it}_free)," for it in handles),
        "        }",
        "    }",
        "}",
        "",
        f"pub const FUNCTIONS: usize = {len(all_functions)};",
        "",
        "/// # Safety",
        "/// Every handle of the state is live.",
        "pub unsafe fn call(function: usize, state: &mut State, choices: &mut Choices<'_>) {",
        "    // SAFETY: arguments are live handles of the state or NULL, and bytes with their length.",
        "    unsafe {",
        "        match function {",
    ]
    for number, (result, name, parameters) in enumerate(all_functions):
        body = arm(result, name, parameters)
        lines += [f"        {number} => {{", f"            {body}", "        }"]
    lines += [
        "        _ => {}", "        }", "    }", "}", "",
        "/// Reads an error, which has this status.",
        "///",
        "/// # Safety",
        "/// `error` is NULL or live.",
        "pub unsafe fn read_error(error: Handle, status: u32) {",
        "    // SAFETY: as for this function.",
        "    unsafe {",
        "        assert!(error.is_null() || apptunnel_error_status(error) == status);",
        "        read_text(apptunnel_error_kind(error));",
        "        read_text(apptunnel_error_message(error));",
        "        read_text(apptunnel_report_json(apptunnel_error_report(error)));",
        "    }",
        "}",
        "",
    ]
    formatted = subprocess.run(
        ["rustfmt", "--edition", "2024", "--config-path", str(HERE.parent)],
        input="\n".join(lines), capture_output=True, text=True, check=True,
    )
    return formatted.stdout


def rust_type(kind):
    """The type of a parameter or result in Rust. Handles are all one type, as the linker sees them."""
    kind = kind.replace(" ", "")
    if kind in INTEGERS:
        return INTEGERS[kind]
    if kind in ("bool", "void"):
        return {"bool": "bool", "void": "()"}[kind]
    if kind in ("apptunnel_text", "apptunnel_bytes"):
        return kind.removeprefix("apptunnel_").capitalize()
    if kind == "constapptunnel_text*":
        return "*const Text"
    if kind == "constchar*":
        return "*const std::ffi::c_char"
    if kind == "constuint8_t*":
        return "*const u8"
    if kind.startswith("const") and (number := kind.removeprefix("const").removesuffix("*")) in INTEGERS:
        return f"*const {INTEGERS[number]}"
    if kind.endswith("*const*"):
        return "*const Handle"
    if kind.endswith("**"):
        return "*mut Handle"
    if kind.endswith("*"):
        return f"*mut {INTEGERS[kind[:-1]]}" if kind[:-1] in INTEGERS else "Handle"
    # An enum.
    return "u32"


def declaration(result, name, parameters):
    listed = ", ".join(f"{argument}: {rust_type(kind)}" for kind, argument in parameters)
    return f"    fn {name}({listed}) -> {rust_type(result)};"


if __name__ == "__main__":
    current = source()
    if sys.argv[1:] == ["--check"]:
        sys.exit(None if CALLS.read_text() == current else f"{CALLS} is stale; run: fuzz/c_abi.py")
    CALLS.write_text(current)
