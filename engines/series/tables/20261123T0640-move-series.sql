-- a home whose division was put right takes its readings along: who may see the one must see the other
grant update (division_code) on series.series to yinqiao_app;
