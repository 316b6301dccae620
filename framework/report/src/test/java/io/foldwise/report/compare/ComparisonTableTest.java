package io.foldwise.report.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ComparisonTableTest {

    @Test
    void escapesWhatLatexWouldTakeForACommand() {
        assertThat(ComparisonTable.escaped("a_b & 5% \\input{x} ~^$#\u001b"))
                .isEqualTo("a\\_b \\& 5\\% \\textbackslash{}input\\{x\\} \\textasciitilde{}\\textasciicircum{}\\$\\# ");
    }
}
