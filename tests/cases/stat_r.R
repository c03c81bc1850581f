# Makes stat_r.csv: what R says to the functions of src/stat.
#
#   Rscript tests/cases/stat_r.R > tests/cases/stat_r.csv
#
# R 4.2.2 (Debian r-base-core), base and stats packages only. Columns: what,
# the inputs x and y, the answer; lists are separated by blanks. Numbers have
# 17 digits. R is not needed to run the tests.

set.seed(20260217)
sci <- function(v) paste(sprintf("%.17g", v), collapse = " ")
row <- function(what, x, y, want)
  cat(what, ",", sci(x), ",", sci(y), ",", sci(want), "\n", sep = "")

cat("what,x,y,want\n")

samples <- list(
  c(1.5, -0.5, 2, 3.25, -1), 1:8 / 8, -(1:12), c(-1, 1),
  rnorm(5), rnorm(13), rnorm(24, 0.4), rnorm(25, -0.3), rnorm(26, 0.5),
  rnorm(60, 0.2), rnorm(300, -0.1), round(rnorm(20, 1), 0),
  round(rnorm(40, 0.5), 1), round(rnorm(140, -1, 8)), round(rnorm(400, 2, 9)),
  c(0, 0, 0, 1, 2, -4, 7), c(rep(3, 10), rep(-3, 4)), rcauchy(90))

for (x in samples) {
  # Zeros are dropped first; exact for up to 25 without ties.
  d <- x[x != 0]
  exact <- length(d) <= 25 && !any(duplicated(abs(d)))
  w <- suppressWarnings(wilcox.test(d, exact = exact, correct = TRUE))
  row("wilcoxon", x, exact, c(w$statistic, w$p.value))

  walsh <- outer(x, x, "+") / 2
  row("hodges_lehmann", x, 0, median(walsh[!lower.tri(walsh)]))
  p <- c(0, 0.01, 0.025, 0.25, 0.333, 0.5, 0.9, 0.975, 1)
  row("quantile", x, p, quantile(x, p, type = 7, names = FALSE))
  row("summary", x, 0, c(mean(x), median(x), sd(x)))
}

for (bc in list(c(0, 0), c(1, 0), c(0, 5), c(3, 3), c(25, 1), c(1, 25),
                c(20, 1), c(40, 61), c(700, 801), c(5000, 5210)))
  row("mcnemar", bc[1], bc[2],
      if (sum(bc) == 0) 1 else binom.test(bc[1], sum(bc), 0.5)$p.value)

for (p in list(0.04, c(0.01, 0.04), c(0.04, 0.01, 0.03), c(0.5, 0.9, 0.7),
               c(0.01, 0.01, 0.02, 1), runif(12), c(1e-12, 1e-3, 0.02, 0.02)))
  row("holm", p, 0, p.adjust(p, "holm"))

theil <- function(x, y) {
  i <- combn(length(x), 2)
  dx <- x[i[2, ]] - x[i[1, ]]
  dy <- y[i[2, ]] - y[i[1, ]]
  b <- median((dy / dx)[dx != 0])
  c(b, median(y - b * x))
}

grid <- seq(5, 700, 5)
pairs <- list(
  list(c(1, 2), c(3, 1)), list(1:6, c(2, 1, 4, 3, 6, 5)),
  list(grid, grid * 0.97 + rnorm(140, 0, 10)),
  list(grid, round(grid - 0.2 * pmax(0, grid - 250) + rnorm(140, 0, 8))),
  list(rep(1:10, each = 5), round(rnorm(50), 1)),
  list(round(rnorm(80)), round(rnorm(80))),
  list(rnorm(201), rcauchy(201)), list(1:9, rev(1:9)))
for (q in pairs) {
  x <- q[[1]]; y <- q[[2]]
  row("theil_sen", x, y, theil(x, y))
  row("kendall", x, y, cor(x, y, method = "kendall"))
  l <- lm(y ~ x)
  row("line", x, y, unname(coef(l)))
}

for (kn in list(c(0, 10), c(10, 10), c(1, 2), c(7, 140), c(70, 140),
                c(133, 140), c(50000, 100000))) {
  w <- suppressWarnings(prop.test(kn[1], kn[2], correct = FALSE))$conf.int
  row("wilson", kn[1], kn[2], as.numeric(w))
}

for (df in c(1, 2, 3.6, 5.5, 12, 139.25, 5000))
  for (p in c(0.001, 0.025, 0.2, 0.5, 0.8, 0.9, 0.975, 0.9995))
    row("t_quantile", p, df, qt(p, df))
for (p in c(1e-9, 0.0033, 0.025, 0.5, 0.8, 0.975, 0.999999))
  row("normal_quantile", p, 0, qnorm(p))

# Shares in quarters, x and then the clusters: coefficients and CR1 errors, as
# glm and sandwich's vcovCL(type = "HC1") have them, to the last digit.
logits <- list(list(mtcars$wt, mtcars$am, mtcars$cyl))
for (ng in list(c(6, 6), c(12, 5), c(20, 20), c(40, 13), c(200, 200))) {
  x <- round(tanh(rnorm(ng[1])), 3)
  won <- runif(ng[1]) < plogis(0.3 + 0.8 * x)
  y <- ifelse(won, 1, 0) * sample(c(1, 0.5), ng[1], TRUE) +
    sample(c(0, 0.25), ng[1], TRUE) * !won
  logits[[length(logits) + 1]] <- list(x, y, sample(ng[2], ng[1], TRUE))
}
for (q in logits) {
  x <- cbind(1, q[[1]]); y <- q[[2]]; n <- length(y)
  b <- coef(glm(y ~ q[[1]], family = quasibinomial))
  for (i in 1:4) {
    p <- as.vector(plogis(x %*% b))
    bread <- solve(crossprod(x, p * (1 - p) * x))
    b <- b + as.vector(bread %*% crossprod(x, y - p))
  }
  score <- rowsum((y - p) * x, q[[3]])
  v <- bread %*% crossprod(score) %*% bread *
    nrow(score) / (nrow(score) - 1) * (n - 1) / (n - 2)
  row("logit", c(q[[1]], q[[3]]), y, unname(c(b, sqrt(diag(v)))))
}
