const again = () => import(import.meta.url).then(again);
again();
