package io.foldwise.cli.doctor;

import io.foldwise.cli.doctor.Facts.Broken;
import io.foldwise.cli.doctor.Facts.Gemm;
import io.foldwise.cli.doctor.Facts.Loaded;
import io.foldwise.cli.doctor.Facts.Natives;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Loads ND4J's natives and asks them what they are. */
final class NativesProbe {

    /** ND4J's numbers for the instruction sets of x86-64. */
    private static final List<String> INSTRUCTIONS = List.of("plain x86-64", "AVX", "AVX2", "AVX512");

    private static final long HALF_A_SECOND = 500_000_000;

    private NativesProbe() {}

    static Natives load() {
        try {
            NativeOps ops = nativeOps();
            return new Loaded(
                    classifier(),
                    String.valueOf(
                            Nd4j.getExecutioner().getEnvironmentInformation().get("blas.vendor")),
                    hasOneDnn(ops.buildInfo()),
                    instructions(ops.binaryLevel()),
                    instructions(ops.optimalLevel()),
                    gemm());
        } catch (RuntimeException | LinkageError e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return new Broken(Optional.ofNullable(cause.getMessage())
                    .flatMap(message -> message.lines().findFirst())
                    .orElse(cause.getClass().getSimpleName()));
        }
    }

    private static NativeOps nativeOps() {
        Nd4j.getBackend();
        return NativeOpsHolder.getInstance().getDeviceNativeOps();
    }

    /** Up to 1.0.0-M1.1, ND4J calls oneDNN by its older name. */
    private static boolean hasOneDnn(String buildInfo) {
        return buildInfo.contains("HAVE_ONEDNN") || buildInfo.contains("HAVE_MKLDNN");
    }

    private static String instructions(int level) {
        return level >= 0 && level < INSTRUCTIONS.size() ? INSTRUCTIONS.get(level) : "other";
    }

    /** The end of the natives' jar's name: {@code linux-x86_64-onednn-avx2}. */
    private static String classifier() {
        return Stream.of(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
                .map(jar -> Path.of(jar).getFileName().toString())
                .filter(name -> name.matches("nd4j-(native|cuda-[\\d.]+)-\\d.*-(linux|macosx|windows)-.*\\.jar"))
                .map(name -> name.replaceAll(".*-((linux|macosx|windows)-.*)\\.jar", "$1"))
                .findFirst()
                .orElse("unknown natives");
    }

    private static Gemm gemm() {
        int size = 512;
        INDArray left = Nd4j.ones(DataType.FLOAT, size, size);
        INDArray right = Nd4j.ones(DataType.FLOAT, size, size);
        INDArray product = Nd4j.createUninitialized(DataType.FLOAT, new long[] {size, size}, 'f');
        double natives =
                best(size, clock("1".equals(System.getenv("OPENBLAS_NUM_THREADS"))), () -> left.mmuli(right, product));
        int small = 256;
        float[] numbers = new float[small * small];
        Arrays.fill(numbers, 1);
        double plain = best(small, clock(true), () -> multiply(numbers, small));
        return new Gemm(natives, plain);
    }

    /** The best of many times, since other programs may interfere. */
    private static double best(int size, LongSupplier clock, Runnable product) {
        double best = 0;
        long end = System.nanoTime() + HALF_A_SECOND;
        while (System.nanoTime() < end) {
            long started = clock.getAsLong();
            product.run();
            best = Math.max(best, 2.0 * size * size * size / Math.max(1, clock.getAsLong() - started));
        }
        return best;
    }

    /** Processor time tells speed where other programs run, too; it is not that of other threads which may help. */
    private static LongSupplier clock(boolean oneThread) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return oneThread && threads.isCurrentThreadCpuTimeSupported()
                ? threads::getCurrentThreadCpuTime
                : System::nanoTime;
    }

    private static float[] multiply(float[] numbers, int size) {
        float[] product = new float[size * size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                float sum = 0;
                for (int i = 0; i < size; i++) {
                    sum += numbers[row * size + i] * numbers[i * size + column];
                }
                product[row * size + column] = sum;
            }
        }
        return product;
    }
}
