package io.foldwise.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.layers.dense.Dense;
import io.foldwise.layers.image.ImageNetwork;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** On another backend than the CPU's, the classes that need OpenBLAS may not even be looked up. */
final class PortableOnlyTest {

    /** What runs without them; public, with a public constructor, so that another class loader can make one. */
    public static final class Training implements Runnable {

        @Override
        public void run() {
            Networks.Blocks blocks = (net, tokens) -> {
                String x = net.dropout(net.embedding(tokens, Networks.VOCABULARY, 6), 0.1);
                String both = net.layerNorm(net.biLstm(x, 4));
                ImageNetwork images = new ImageNetwork(net, "image");
                String encoded = images.convEncoder(images.fromSequence(x, 4), 1, 1);
                String image = images.flatten(images.averagePool(encoded, 2), 2, 3, 1);
                return net.concat(
                        net.maxOverTime(both),
                        net.attentionOverTime(both),
                        net.textConvolution(net.sequenceConvolution(x, 4, 3, Dense.Activation.RELU), 3, 2, 3),
                        image);
            };
            Networks.portably(() -> {
                Networks.onTokens(DataType.FLOAT, blocks)
                        .fit(Batch.padded(DataType.FLOAT, 5, 3, 5).dataSet());
                return true;
            });
        }
    }

    @Test
    void trainsWithoutTheClassesForTheCpu() throws Exception {
        Class<?> training = Class.forName(Training.class.getName(), true, new WithoutCpu());
        assertThat(training).isNotSameAs(Training.class);
        Runnable run = (Runnable) training.getDeclaredConstructor().newInstance();
        run.run();
    }

    /** Loads our classes anew, except those that would touch OpenBLAS. */
    private static final class WithoutCpu extends ClassLoader {

        WithoutCpu() {
            super(PortableOnlyTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.foldwise.layers.")) {
                return super.loadClass(name, resolve);
            }
            if (name.startsWith("io.foldwise.layers.cpu.") || name.startsWith("io.foldwise.layers.onednn.")) {
                throw new ClassNotFoundException(name + " is for the CPU only");
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
