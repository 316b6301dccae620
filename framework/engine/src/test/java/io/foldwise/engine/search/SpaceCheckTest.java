package io.foldwise.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.config.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SpaceCheckTest {

    @Test
    void readsEveryKindOfValues() {
        SearchSpace space = space(
                "\"trainer.optimizer.lr\" = { log-uniform = [1e-4, 5e-3] }",
                "\"model.dropout\" = { uniform = [0, 0.5] }",
                "\"trainer.epochs\" = { int-uniform = [2, 8] }",
                "\"model.filters\" = { choice = [64, 128] }");

        assertThat(space.dimensions())
                .extracting(Dimension::key, Dimension::values)
                .containsExactly(
                        tuple("model.dropout", new Values.Uniform(0, 0.5)),
                        tuple("model.filters", new Values.Choice(List.of(64, 128))),
                        tuple("trainer.epochs", new Values.IntUniform(2, 8)),
                        tuple("trainer.optimizer.lr", new Values.LogUniform(1e-4, 5e-3)));
    }

    @Test
    void settlesBlocksAndConditionsBeforeWhatDependsOnThem() {
        SearchSpace space = space(
                "\"loss.gamma\" = { uniform = [1, 3], when { \"model.type\" = net, \"loss.type\" = focal } }",
                "\"loss\" = { choice = [bce, { type = focal }] }",
                "\"model.filters\" = { choice = [64, 128], when { \"model.type\" = net } }",
                "\"model\" = { choice = [{ type = net, dropout = 0.1 }, { type = line }] }");

        assertThat(space.dimensions())
                .extracting(Dimension::key)
                .containsExactly("loss", "model", "loss.gamma", "model.filters");
    }

    @Test
    void takesASingleValueUnderACondition() {
        SearchSpace space = space(
                "\"model\" = { choice = [net, line] }",
                "\"model.filters\" = { choice = [64], when { \"model.type\" = net } }");

        assertThat(space.active(values("model", "net", "model.filters", 64)))
                .isEqualTo(values("model", "net", "model.filters", 64));
        assertThat(space.active(values("model", "line", "model.filters", 64))).isEqualTo(values("model", "line"));
    }

    @Test
    void asksConditionsAboutNullAndAboutKeysThatAreNotThere() {
        SearchSpace space = space(
                "\"trainer.early-stop\" = { choice = [null, { best-folds = 3 }] }",
                "\"trainer.epochs\" = { choice = [10, 40], when { \"trainer.early-stop.best-folds\" = 3 } }",
                "\"trainer.patience\" = { choice = [1m, 2m], when { \"trainer.early-stop\" = null } }");
        Map<String, Object> stop = Map.of("best-folds", 3);

        assertThat(space.active(values("trainer.early-stop", null, "trainer.epochs", 10, "trainer.patience", "1m")))
                .isEqualTo(values("trainer.early-stop", null, "trainer.patience", "1m"));
        assertThat(space.active(values("trainer.early-stop", stop, "trainer.epochs", 10, "trainer.patience", "1m")))
                .isEqualTo(values("trainer.early-stop", stop, "trainer.epochs", 10));
        assertThat(problems("\"model.filters\" = { choice = [64, 128], when { \"model.typ\" = net } }"))
                .singleElement()
                .asString()
                .endsWith("no trial fulfils its condition");
    }

    @Test
    void replacesBlocksAsAWholeAndLeavesOutWhatAConditionExcludes() {
        SearchSpace space = space(
                "\"model\" = { choice = [{ type = net, dropout = 0.1 }, line] }",
                "\"model.filters\" = { choice = [64, 128], when { \"model.type\" = [net] } }");
        Map<String, Object> net = Map.of("type", "net", "dropout", 0.1);

        Map<String, Object> withFilters = space.active(values("model", net, "model.filters", 64));
        Map<String, Object> without = space.active(values("model", "line", "model.filters", 64));

        assertThat(withFilters).isEqualTo(values("model", net, "model.filters", 64));
        assertThat(without).isEqualTo(values("model", "line"));
        assertThat(space.experiment(withFilters).getObject("model").unwrapped())
                .isEqualTo(Map.of("type", "net", "dropout", 0.1, "filters", 64));
        assertThat(space.experiment(without).getString("model")).isEqualTo("line");
    }

    @Test
    void setsAKeyOfAComponentThatIsWrittenAsItsName() {
        SearchSpace space = space(
                "\"model\" = { choice = [net, line] }",
                "\"model.filters\" = { choice = [64, 128], when { \"model.type\" = net } }");

        Map<String, Object> active = space.active(values("model", "net", "model.filters", 64));

        assertThat(space.experiment(active).getObject("model").unwrapped())
                .isEqualTo(Map.of("type", "net", "filters", 64));
    }

    @Test
    void switchesAnOptionalBlockOff() {
        SearchSpace space = space("\"trainer.early-stop\" = { choice = [null, { best-folds = 2 }] }");

        assertThat(space.experiment(space.active(values("trainer.early-stop", null)))
                        .hasPath("trainer.early-stop"))
                .isFalse();
    }

    @Test
    void reportsEveryProblemAtItsLine() {
        assertThat(problems(
                        "\"model.filtres\" = { choice = [1, 2] }",
                        "\"model.filters\" = { choice = [64, wide] }",
                        "\"model.dropout\" = { uniform = [0, 1.5] }",
                        "\"trainer.epochs\" = { uniform = [1, 9] }",
                        "\"model.kernels\" = { choice = [[2, 3], [0]] }"))
                .containsExactly(
                        "exp.conf:3: search.space.\"model.filtres\": unknown key",
                        "exp.conf:4: search.space.\"model.filters\": expected whole number, found 'wide'",
                        "exp.conf:5: search.space.\"model.dropout\": is 1.5, but must be less than 1",
                        "exp.conf:7: search.space.\"model.kernels\": model.kernels[0]: is 0, but must be greater than 0");
    }

    @Test
    void reportsWhatCannotBeRead() {
        assertThat(problems(
                        "\"data.train\" = { choice = [a, b] }",
                        "\"modle.filters\" = { choice = [a, b] }",
                        "model.filters = { choice = [1, 2] }",
                        "\"model.dropout\" = 0.5",
                        "\"model.hidden\" = { unifrom = [1, 2] }",
                        "\"model.pooling\" = { choice = [max] }",
                        "\"loss.smoothing\" = { uniform = [0.2, 0.1] }",
                        "\"trainer.epochs\" = { int-uniform = [1, 2.5] }",
                        "\"trainer.patience\" = { choice = [1m, 1m] }",
                        "\"trainer.optimizer.lr\" = { log-uniform = [0, 1] }",
                        "\"trainer.optimizer.beta1\" = { uniform = [0, 1], choice = [0] }",
                        "\"trainer.optimizer.beta2\" = { uniform = [0], when { \"model.type\" = net } }",
                        "\"sampler\" = { choice = [a, b], wen = 3 }",
                        "\"stages\" = { choice = [a, b], when = 3 }",
                        "\"model..x\" = { choice = [a, b] }"))
                .containsExactly(
                        "exp.conf:3: search.space.\"data.train\": cannot be varied: 'data' is the same for all trials, so"
                                + " that they can be compared",
                        "exp.conf:4: search.space.\"modle.filters\": cannot be varied: 'modle' is the same for all trials,"
                                + " so that they can be compared",
                        "exp.conf:5: search.space.model: must have exactly one of uniform, log-uniform, int-uniform, choice",
                        "exp.conf:6: search.space.\"model.dropout\": expected a block such as { uniform = [0, 0.5] }",
                        "exp.conf:7: search.space.\"model.hidden\": must have exactly one of uniform, log-uniform,"
                                + " int-uniform, choice",
                        "exp.conf:8: search.space.\"model.pooling\".choice: has nothing to choose from",
                        "exp.conf:9: search.space.\"loss.smoothing\".uniform: the first number must be the smaller one",
                        "exp.conf:10: search.space.\"trainer.epochs\".int-uniform: expected two whole numbers",
                        "exp.conf:11: search.space.\"trainer.patience\".choice: holds a value twice",
                        "exp.conf:12: search.space.\"trainer.optimizer.lr\".log-uniform: begins at 0.0, which has no"
                                + " logarithm",
                        "exp.conf:13: search.space.\"trainer.optimizer.beta1\": must have exactly one of uniform,"
                                + " log-uniform, int-uniform, choice",
                        "exp.conf:14: search.space.\"trainer.optimizer.beta2\".uniform: expected two numbers such as [0, 0.5]",
                        "exp.conf:15: search.space.sampler.wen: unknown key",
                        "exp.conf:16: search.space.stages.when: expected a block such as { \"model.type\" = text-cnn }",
                        "exp.conf:17: search.space.\"model..x\": is no path of a key");
        assertThat(problemsWithRemedies("model.filters = { choice = [1, 2] }"))
                .first()
                .asString()
                .endsWith("write the key in quotes, \"model.filters\"");
    }

    @Test
    void takesBackWhatIsSetToNull() {
        SearchSpace space = space(
                "\"model.filters\" = { choice = [1, 2] }",
                "\"model.filters\" = { int-uniform = [3, 4], choice = null }",
                "\"model.hidden\" = { choice = [1, 2] }",
                "\"model.hidden\" = null");

        assertThat(space.dimensions()).extracting(Dimension::values).containsExactly(new Values.IntUniform(3, 4));
        assertThat(problemsWithRemedies(
                        "\"model.filters\" = { choice = [1, 2] }", "\"model.filters\" = { int-uniform = [3, 4] }"))
                .first()
                .asString()
                .endsWith("blocks that are given twice are merged; set to null what you do not want");
    }

    @Test
    void refusesAnEmptySpace() {
        assertThat(problems("")).containsExactly("exp.conf:2: search.space: names no keys");
    }

    @Test
    void reportsCombinationsThatDoNotWorkWithTheirValues() {
        assertThat(problemsWithRemedies(
                        "\"trainer.optimizer.beta1\" = { uniform = [0.1, 0.9] }",
                        "\"trainer.optimizer.beta2\" = { uniform = [0.5, 0.99] }"))
                .containsExactly("exp.conf:2: search.space: trainer.optimizer: beta1 0.9 must not exceed beta2 0.5"
                        + " (in a trial with trainer.optimizer.beta1 = 0.9, trainer.optimizer.beta2 = 0.5)");
    }

    @Test
    void tellsOfAKeyThatOnlySomeTrialsHave() {
        assertThat(problemsWithRemedies(
                        "\"model\" = { choice = [net, line] }", "\"model.filters\" = { choice = [64, 128] }"))
                .containsExactly(
                        "exp.conf:4: search.space.\"model.filters\": unknown key (in a trial with model = line,"
                                + " model.filters = 64); line has no such parameter, but net has");
    }

    @Test
    void reportsConditionsThatNeverHoldOrGoInCircles() {
        assertThat(problems("\"model.filters\" = { choice = [64, 128], when { \"model.type\" = line } }"))
                .containsExactly("exp.conf:3: search.space.\"model.filters\": no trial fulfils its condition");
        assertThat(problems(
                        "\"model.filters\" = { choice = [64, 128], when { \"model.dropout\" = 0.1 } }",
                        "\"model.dropout\" = { choice = [0.1, 0.2], when { \"model.filters\" = 64 } }"))
                .containsExactly(
                        "exp.conf:4: search.space.\"model.dropout\": the conditions of the keys depend on each other");
    }

    @Test
    void findsABadEndAlsoAmongMoreCornersThanItTriesAll() {
        assertThat(problems(
                        "\"model.filters\" = { choice = [" + numbers(1, 40) + ", none] }",
                        "\"trainer.epochs\" = { choice = [" + numbers(1, 40) + "] }"))
                .containsExactly("exp.conf:3: search.space.\"model.filters\": expected whole number, found 'none'");
    }

    @Test
    void refusesAGridThatNobodyCanFinish() {
        String experiment = "name = x, model = net\n"
                + "search { generator = grid, grid.points = 60, space { \"trainer.epochs\" = { int-uniform = [1, 1000] }\n"
                + "\"model.filters\" = { int-uniform = [1, 1000] }, \"model.dropout\" = { uniform = [0, 0.9] } } }";

        assertThatThrownBy(() -> Searches.checked(experiment))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("exp.conf:2: search.grid.points: makes a grid of more than 100000 trials");
    }

    private static String numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    }

    private static SearchSpace space(String... lines) {
        return Searches.checked(experiment(lines));
    }

    private static String experiment(String... lines) {
        return "name = x, model = net\nsearch { space {\n" + String.join("\n", lines) + "\n} }";
    }

    private static List<String> problems(String... lines) {
        return problemList(lines).stream()
                .map(problem -> problem.location() + ": " + problem.message().replaceAll(" \\(in a trial.*", ""))
                .toList();
    }

    private static List<String> problemsWithRemedies(String... lines) {
        return problemList(lines).stream().map(Problem::toString).toList();
    }

    private static List<Problem> problemList(String... lines) {
        try {
            Searches.checked(experiment(lines));
            return List.of();
        } catch (ConfigException wrong) {
            return wrong.problems();
        }
    }

    private static Map<String, Object> values(Object... keysAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return values;
    }
}
