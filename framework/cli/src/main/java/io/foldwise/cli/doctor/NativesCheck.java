package io.foldwise.cli.doctor;

import io.foldwise.cli.doctor.Facts.Broken;
import io.foldwise.cli.doctor.Facts.Loaded;
import java.util.List;

/** The backend loads, and is made for this processor. */
final class NativesCheck implements Check {

    @Override
    public List<Finding> findings(Facts facts) {
        return facts.backend()
                .natives()
                .map(natives -> natives instanceof Broken broken ? broken(broken, facts) : slower((Loaded) natives))
                .orElse(List.of());
    }

    private static List<Finding> broken(Broken natives, Facts facts) {
        String remedy = facts.backend().cuda()
                ? "CUDA needs an NVIDIA driver (`nvidia-smi` works) and a GPU of compute capability "
                        + CudaCapabilityCheck.FIRST + " to " + CudaCapabilityCheck.LAST
                        + "; FOLDWISE_BACKEND=cpu works without"
                : "build for this machine: FOLDWISE_BUILD_OPTS=-Djavacpp.platform=... -Dnd4j.classifier=..., where"
                        + " linux-x86_64 and linux-x86_64-onednn suit any x86-64 processor";
        return List.of(Finding.preventsWork(
                "the " + facts.backend().chosen() + " backend does not load: " + natives.reason(), remedy));
    }

    private static List<Finding> slower(Loaded natives) {
        if (natives.instructions().equals(natives.bestInstructions())
                || !natives.classifier().contains("avx2")
                || !natives.bestInstructions().equals("AVX512")) {
            return List.of();
        }
        return List.of(Finding.costs(
                "this processor has AVX-512, the natives use AVX2",
                "it may be faster with FOLDWISE_BUILD_OPTS=-Dnd4j.classifier="
                        + natives.classifier().replace("avx2", "avx512") + "; measure, some processors slow down"));
    }
}
