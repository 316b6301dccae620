package io.foldwise.layers.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OneDnnConvolutionTest {

    private static final List<ConvolutionShape> SHAPES = List.of(
            shape(2, 9, 7, 5, 6, 1, 1, 1, 1),
            shape(2, 9, 9, 32, 40, 1, 2, 1, 1),
            shape(3, 12, 12, 3, 8, 3, 1, 1, 1),
            shape(1, 13, 11, 24, 32, 3, 1, 1, 1),
            shape(2, 13, 11, 32, 24, 3, 2, 1, 1),
            shape(2, 16, 16, 48, 64, 3, 1, 1, 1),
            shape(1, 14, 18, 128, 96, 3, 1, 1, 1),
            shape(1, 31, 33, 3, 64, 7, 2, 1, 1),
            shape(2, 7, 9, 30, 26, 5, 1, 1, 1),
            shape(1, 20, 20, 32, 32, 3, 1, 6, 1),
            shape(1, 20, 20, 32, 32, 3, 1, 12, 1),
            shape(1, 40, 40, 24, 24, 3, 1, 18, 1),
            shape(2, 10, 10, 128, 128, 3, 1, 1, 32),
            shape(2, 11, 11, 64, 64, 3, 2, 1, 32),
            shape(2, 6, 6, 32, 32, 1, 1, 1, 4),
            shape(2, 12, 10, 24, 24, 2, 2, 1, 1),
            // framed as in TensorFlow, less above and on the left; and a row that no window reaches
            new ConvolutionShape(
                    2,
                    32,
                    32,
                    1,
                    List.of(new ConvolutionAxis(8, 4, 3, 2, 1, 0), new ConvolutionAxis(8, 4, 3, 2, 1, 0))),
            new ConvolutionShape(
                    2, 8, 8, 1, List.of(new ConvolutionAxis(9, 4, 2, 2, 1, 0), new ConvolutionAxis(6, 3, 2, 2, 1, 0))),
            new ConvolutionShape(
                    2,
                    24,
                    32,
                    1,
                    List.of(new ConvolutionAxis(1, 1, 1, 1, 1, 0), new ConvolutionAxis(40, 40, 9, 1, 1, 4))),
            volumes(2, 1, 24, 3, 1, 6, 5, 7),
            volumes(2, 24, 24, 3, 1, 4, 5, 6),
            volumes(1, 24, 32, 1, 1, 4, 5, 3),
            volumes(2, 35, 32, 3, 1, 4, 4, 4),
            volumes(2, 48, 32, 3, 1, 4, 9, 8),
            volumes(2, 8, 16, 3, 2, 7, 6, 5),
            new ConvolutionShape(
                    2,
                    32,
                    24,
                    1,
                    List.of(
                            new ConvolutionAxis(3, 3, 1, 1, 1, 0),
                            new ConvolutionAxis(6, 4, 3, 1, 1, 0),
                            new ConvolutionAxis(7, 4, 2, 2, 1, 1))));

    private static final List<Finish> FINISHES =
            List.of(new Finish(false, false), new Finish(true, true), new Finish(false, true));

    private static ConvolutionShape shape(
            int batch,
            int height,
            int width,
            int channels,
            int filters,
            int kernel,
            int stride,
            int dilation,
            int groups) {
        List<ConvolutionAxis> axes =
                List.of(axis(height, kernel, stride, dilation), axis(width, kernel, stride, dilation));
        return new ConvolutionShape(batch, channels, filters, groups, axes);
    }

    private static ConvolutionShape volumes(
            int batch, int channels, int filters, int kernel, int stride, int depth, int height, int width) {
        List<ConvolutionAxis> axes = List.of(
                axis(depth, kernel, stride, 1), axis(height, kernel, stride, 1), axis(width, kernel, stride, 1));
        return new ConvolutionShape(batch, channels, filters, 1, axes);
    }

    private static ConvolutionAxis axis(int size, int kernel, int stride, int dilation) {
        int frame = dilation * (kernel - 1) / 2;
        int reach = dilation * (kernel - 1) + 1;
        return new ConvolutionAxis(size, (size + 2 * frame - reach) / stride + 1, kernel, stride, dilation, frame);
    }

    private static List<Method> methods(ConvolutionShape shape) {
        if (shape.pointwise() && shape.dense()) {
            return List.of(Method.CHANNELS_LAST, Method.COPIES, Method.PRODUCTS);
        }
        return tiles(shape)
                ? List.of(Method.CHANNELS_LAST, Method.COPIES, Method.WINOGRAD)
                : List.of(Method.CHANNELS_LAST, Method.COPIES);
    }

    private static boolean tiles(ConvolutionShape shape) {
        return shape.groups() == 1
                && shape.axes().stream()
                        .allMatch(axis -> axis.kernel() == 3 && axis.stride() == 1 && axis.dilation() == 1);
    }

    @BeforeEach
    void needsOneDnn() {
        assumeTrue(OneDnn.available());
    }

    @Test
    void followsTheFormulaByEveryMethod() {
        for (ConvolutionShape shape : SHAPES) {
            for (Method method : methods(shape)) {
                for (Finish finish : FINISHES) {
                    ConvolutionRun run = new ConvolutionRun(shape, finish);
                    try (PartedConvolution convolution = new PartedConvolution(shape, finish, method, shape.batch())) {
                        run.with(convolution);
                    }
                    run.assertFollowsTheFormula(
                            shape + ", " + method + ", " + finish, method == Method.WINOGRAD ? 1e-5 : 4e-6);
                }
            }
        }
    }

    @Test
    void aBatchInPartsFollowsTheFormula() {
        for (ConvolutionShape odd : List.of(shape(5, 9, 10, 16, 32, 3, 1, 1, 1), volumes(3, 16, 32, 3, 1, 3, 6, 7))) {
            for (Method method : methods(odd)) {
                for (Finish finish : FINISHES) {
                    ConvolutionRun run = new ConvolutionRun(odd, finish);
                    try (PartedConvolution convolution = new PartedConvolution(odd, finish, method, 2)) {
                        run.with(convolution);
                    }
                    run.assertFollowsTheFormula(odd + " two by two, " + method + ", " + finish, 1e-5);
                }
            }
        }
    }

    @Test
    void anInputGradientThatNobodyWantsIsNotWritten() {
        for (Method method : methods(SHAPES.get(5))) {
            ConvolutionShape shape = SHAPES.get(5);
            ConvolutionRun whole = new ConvolutionRun(shape, FINISHES.get(1));
            ConvolutionRun part = new ConvolutionRun(shape, FINISHES.get(1));
            try (PartedConvolution convolution = PartedConvolution.of(shape, FINISHES.get(1), method)) {
                whole.with(convolution);
                part.withoutInputGradient(convolution);
            }
            assertThat(part.leavesInputGradient()).isTrue();
            assertThat(part.results()[2]).isEqualTo(whole.results()[2]);
            assertThat(part.results()[3]).isEqualTo(whole.results()[3]);
        }
    }

    @Test
    void givesTheSameBitsAgainWhateverWasComputedBetween() {
        OneDnnConvolution convolution = new OneDnnConvolution(FINISHES.get(1));
        for (ConvolutionShape shape : SHAPES) {
            ConvolutionRun first = new ConvolutionRun(shape, FINISHES.get(1));
            first.with(convolution);
            new ConvolutionRun(SHAPES.get(5), FINISHES.get(1)).with(convolution);
            ConvolutionRun second = new ConvolutionRun(shape, FINISHES.get(1));
            second.with(new OneDnnConvolution(FINISHES.get(1)));
            assertThat(second.results()).isDeepEqualTo(first.results());
        }
    }

    /** More shapes than are kept, by turns, so that every step makes and forgets what a shape needs. */
    @Test
    void tenThousandStepsTakeNoMoreMemoryThanAFew() throws IOException {
        OneDnnConvolution convolution = new OneDnnConvolution(FINISHES.get(1));
        ConvolutionRun[] runs = new ConvolutionRun[20];
        Arrays.setAll(runs, i -> new ConvolutionRun(shape(1, 8 + i, 8, 24, 24, 3, 1, 1, 1), FINISHES.get(1)));
        long before = 0;
        touchTheHeap();
        for (int step = 0; step < 10_000; step++) {
            if (step == 5_000) {
                before = residentKilobytes();
            }
            runs[step % runs.length].with(convolution);
        }
        assertThat(residentKilobytes() - before).as("growth in KB").isLessThan(10_000);
    }

    /** So that memory of Java's that is used for the first time does not count as growth. */
    private static void touchTheHeap() {
        long sum = 0;
        for (int i = 0; i < 20_000; i++) {
            sum += new byte[50_000].length;
        }
        assertThat(sum).isPositive();
    }

    private static long residentKilobytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        assumeTrue(Files.exists(status));
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
