package io.foldwise.report.html;

import io.foldwise.engine.store.Json;

/** JSON that may stand in a script element: whatever a text holds, it ends no element and begins none. */
final class InlineJson {

    private InlineJson() {}

    static String of(Object value) {
        return Json.line(value)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
